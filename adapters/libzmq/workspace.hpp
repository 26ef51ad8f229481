#pragma once

#include <zmq.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/libzmq/arguments.hpp"
#include "adapters/libzmq/capabilities.hpp"
#include "adapters/libzmq/context.hpp"
#include "adapters/libzmq/library.hpp"
#include "adapters/libzmq/output.hpp"

namespace zassay::libzmq {

struct Handover;

/// What every thread of the adapter shares; each member says itself how it may be used.
struct Services {
  const Library& library;
  const Capabilities& capabilities;
  Output& output;
  Contexts& contexts;
  Handover& handover;
};

/// A socket of an actor. Closing is an operation, never a destructor's work: its result is reported.
struct Socket {
  void* handle = nullptr;
  std::shared_ptr<Context> context;
};

/// Sockets that one actor gave away and none has taken yet, from any thread. Its lock is the full fence that a socket
/// needs on its way from one thread to another.
struct Handover {
  /// False if there is one of that name.
  bool give(const std::string& name, Socket& socket);
  std::optional<Socket> take(const std::string& name);

 private:
  std::mutex mutex_;
  std::map<std::string, Socket> sockets_;
};

/// An operating-system pipe, closed when it goes.
class Pipe {
 public:
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe();

  /// 0, or the error number.
  int open();
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }

 private:
  int ends_[2] = {-1, -1};
};

/// A message object of the library; it stays where it is, as the library asks. `open` says that it was initialised and
/// not closed since: the library aborts when asked for the data of a closed one.
struct Message {
  zmq_msg_t value{};
  bool open = false;
};

/// The timers of an actor, made when first asked for. The library knows a timer by its number, zassay by its name.
struct Timers {
  void* handle = nullptr;
  std::map<std::string, int> numbers;
  std::int64_t runs = 0;  ///< of handlers, which no call has told of yet
};

/// What one actor owns, touched by its thread alone.
struct Workspace {
  explicit Workspace(const Functions& functions) : zmq(functions) {}
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  /// Closes the messages, pipes and timers; sockets are closed by then.
  ~Workspace();

  const Functions& zmq;
  std::map<std::string, Socket> sockets;
  std::map<std::string, Message> messages;
  std::map<std::string, Pipe> pipes;
  Timers timers;
  int error_left = 0;  ///< errno as the operation before has left it on this thread
};

/// One operation of an actor: its request and all that it may use.
struct Call {
  Services& services;
  Workspace& space;
  Arguments& arguments;
  std::int64_t id;

  const Functions& zmq() const { return space.zmq; }
  std::int64_t now() const { return services.output.now(); }

  /// The actor's socket that the argument names; null and a problem of the arguments if there is none.
  void* socket(const char* key);
  /// Tells that the call comes next, unless it cannot block.
  void began(const char* name, int flags = 0);
  /// The library's own error number, at once after a failed call.
  int error_number() const { return zmq().zmq_errno(); }
};

}  // namespace zassay::libzmq
