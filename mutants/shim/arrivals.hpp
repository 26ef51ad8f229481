#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <utility>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {

/// A mutant of what arrives. Each message is taken from the real library whole, given to `arrived`, and what that puts
/// into the inbox is handed to the application, frame by frame. Receive, poll, ZMQ_EVENTS and ZMQ_RCVMORE agree about
/// the inbox, so that a message that the defect took away, doubled or held back shows as just that.
/// Sockets in lock step are not read ahead: what they take changes what they may do.
class Arrivals : public Calls {
 public:
  int receive(zmq_msg_t* message, void* socket, int flags) override;
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override;
  int get_option(void* socket, int option, void* value, std::size_t* size) override;
  void forget_socket(void* socket) override;

 protected:
  /// What waits to be handed to the application.
  class Inbox {
   public:
    explicit Inbox(void* socket) : socket_(socket) {}
    void deliver(Message message);
    /// The next message of the real library, if there is one already or one comes within that time.
    std::optional<Message> next(long wait_ms = 0);
    void* socket() const { return socket_; }
    /// Of its stream, how many messages have come to this socket with the one that has just arrived. All messages
    /// without a stamp are one stream of the socket's.
    std::uint64_t number() const { return number_; }
    /// Most defects strike the second message of a stream that a socket gets, so that a late receiver is struck too.
    bool is_first() const { return number_ == 1; }
    bool is_second() const { return number_ == 2; }

   private:
    friend class Arrivals;
    void* socket_;
    std::deque<Frame> frames_;
    bool more_ = false;
    std::uint64_t number_ = 0;
    std::map<std::pair<std::uint32_t, std::uint16_t>, std::uint64_t> arrived_;  ///< messages by run and stream
  };

  /// `message` came; what is to be received is delivered to `inbox`. Called on the thread that uses the socket.
  virtual void arrived(Message message, Inbox& inbox) = 0;
  /// The inbox of a socket.
  Inbox& inbox_of(void* socket);

 private:
  void admit(Message message, Inbox& inbox);
  bool read_ahead(Inbox& inbox);
  int look(zmq_pollitem_t* items, int count);

  PerSocket<std::optional<Inbox>> inboxes_;
};

}  // namespace zassay::mutants
