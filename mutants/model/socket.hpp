#pragma once

#include <list>
#include <memory>
#include <string>
#include <vector>

#include "mutants/model/event.hpp"
#include "mutants/model/options.hpp"
#include "mutants/model/pipe.hpp"

namespace zassay::model {

class Context;

/// A message that is being sent: its frames so far, and those who will get it with its last one. They are chosen when
/// its first frame is sent, so that all frames go to the same (ZMTP31-MSG-02, API-SEND-04).
struct Outgoing {
  bool open = false;
  Message frames;
  std::vector<Pipe*> targets;
  bool is_torn = false;  ///< one for whom it was has left
};

/// What all sockets have in common. Each pattern says who gets a message and which one comes next; the socket does the
/// waiting, puts frames together and takes messages apart. Every function takes the context's mutex itself unless its
/// comment says that the caller holds it. Results are error numbers, 0 for success.
class Socket {
 public:
  Socket(Context& context, int type);
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  virtual ~Socket() = default;

  int send(Frame& frame, int flags);  ///< on success the frame is empty (API-MSG-01), else as it was (API-MSG-02)
  int receive(Frame& frame, int flags);
  int bind(const char* endpoint);
  int connect(const char* endpoint);
  int unbind(const char* endpoint);
  int disconnect(const char* endpoint);
  int set(int option, const void* value, std::size_t size);
  int get(int option, void* value, std::size_t* size);
  /// POLLIN and POLLOUT as they are now (API-POLL-05, API-POLL-06), or ETERM. What wait_descriptor() told is forgotten:
  /// it becomes readable again when something changes.
  int events(short& events);
  int close();

  Context& context() { return context_; }
  int wait_descriptor() const { return event_.descriptor(); }

  // For the context and for pipes; the caller holds the mutex.
  int type() const { return type_; }
  const Options& options() const { return options_; }
  Options& options() { return options_; }
  const std::list<std::unique_ptr<Pipe>>& pipes() const { return pipes_; }
  std::size_t unread() const;  ///< messages of all peers that it has yet to receive
  void wake() { event_.set(); }
  /// Makes one end of a connection this socket's.
  void join(std::unique_ptr<Pipe> pipe);
  void message_came(Pipe& pipe);
  /// The other end of the pipe was closed.
  void peer_left(Pipe& pipe);
  /// The name that the pipe was connected to has been bound.
  virtual void met(Pipe&) {}
  /// Whether it may have one more peer.
  virtual bool accepts() const { return true; }

 protected:
  // What a pattern says; the caller holds the mutex.

  /// Who gets the message that begins with this frame, and its first frames; EAGAIN if one must wait for that.
  virtual int begin(const Frame& first, bool more, Outgoing& message) = 0;
  virtual void sent() {}                  ///< the last frame of a message was
  virtual void unsent(const Message&) {}  ///< a whole message went to nobody
  /// The next message for the application; false if there is none.
  virtual bool take(Message& message) = 0;
  virtual void received() {}                     ///< the last frame of a message was
  virtual int may_receive() const { return 0; }  ///< EFSM or ENOTSUP where receiving is out of turn
  virtual bool readable();                       ///< whether `take` would succeed
  virtual bool writable() = 0;                   ///< whether `begin` would succeed for some message
  virtual void attached(Pipe& pipe) = 0;         ///< a peer is new
  virtual void departed(Pipe& pipe) = 0;         ///< a peer can be sent nothing more
  virtual void ended(Pipe& pipe) = 0;            ///< nothing more can be received from it
  virtual void arrived(Pipe&) {}                 ///< a message was put into the queue of that pipe
  virtual int set_of_pattern(int option, const std::string& value);

  /// The first message of the queue of a pipe. Its place is free from now on, of which its sender is told.
  Message take_from(Pipe& pipe);
  /// Forgets the message that the application has begun to receive, or that was taken to see whether there is one.
  void drop_incoming() { incoming_.clear(); }
  /// Closes a connection; what has come can still be received.
  void let_go(Pipe& pipe);
  /// What the last one who left had not received; only a defect looks at it.
  std::deque<Message> left_behind_;

 private:
  template <typename Operation>
  int attempt(bool may_wait, int limit_ms, const Operation& operation);
  int send_now(Frame& frame, bool more);
  int receive_now(Frame& frame);
  void part(Pipe& pipe);
  void end(Pipe& pipe);

  Context& context_;
  const int type_;
  Options options_;
  Event event_;
  std::list<std::unique_ptr<Pipe>> pipes_;
  Outgoing outgoing_;
  Message rest_;                ///< of a message that was for one who left; only a defect looks at it
  std::deque<Message> estate_;  ///< what one who left had yet to receive; only a defect fills it
  Message incoming_;            ///< the frames of a message that the application has begun to receive
  bool more_ = false;
  std::string last_endpoint_;
};

/// A socket of one of the ZMQ_ types; null for an unknown one (API-SOCKET-01).
std::unique_ptr<Socket> make_socket(Context& context, int type);

}  // namespace zassay::model
