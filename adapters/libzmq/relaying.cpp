#include <cerrno>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/local_message.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

constexpr std::int64_t count_limit = std::int64_t{1} << 32;

/// Moves messages from one socket to another, telling of each call before and after it. Results are error numbers.
class Relay {
 public:
  Relay(Call& call, void* from, void* to, bool retry) : call_(call), from_(from), to_(to), retry_(retry) {}

  int wait_readable() {
    return make("poll", [this] {
      zmq_pollitem_t item{from_, -1, ZMQ_POLLIN, 0};
      return call_.zmq().zmq_poll(&item, 1, -1) >= 0 ? 0 : call_.error_number();
    });
  }

  /// One whole message; `append`, if there is one, becomes its last frame.
  int pass(const std::optional<std::string>& append) {
    for (bool more = true; more;) {
      LocalMessage frame(call_.zmq());
      if (const int problem = make("recv", [&] { return frame.receive(from_, 0); })) return problem;
      holding_ = true;
      more = frame.more();
      if (const int problem = send(frame, more || append)) return problem;
    }
    if (append) {
      LocalMessage frame(call_.zmq(), *append);
      if (const int problem = send(frame, false)) return problem;
    }
    holding_ = false;
    return 0;
  }

  /// A message was taken and not, or not wholly, sent on.
  bool holding() const { return holding_; }
  /// EINTR came while a message was in hand, and was put off until it had been passed.
  bool owes_interruption() const { return owes_interruption_; }

 private:
  int send(LocalMessage& frame, bool more) {
    return make("send", [&] { return frame.send(to_, more ? ZMQ_SNDMORE : 0); });
  }

  /// The call, again after EINTR if that was asked for or a message is in hand, which would be lost: never without an
  /// event that says so.
  template <typename Function>
  int make(const char* name, Function function) {
    for (;;) {
      call_.began(name);
      const int problem = function();
      call_.services.output.returned(call_.id, name, problem);
      if (problem != EINTR || (!retry_ && !holding_)) return problem;
      owes_interruption_ = !retry_;
    }
  }

  Call& call_;
  void* from_;
  void* to_;
  bool retry_;
  bool holding_ = false;
  bool owes_interruption_ = false;
};

}  // namespace

Reply socket_relay(Call& call) {
  void* const source = call.socket("from");
  void* const destination = call.socket("to");
  const std::int64_t count = call.arguments.integer("count", 0, count_limit);
  const bool polls = call.arguments.choice("via", {"recv", "poll"}) == "poll";
  const bool retries = call.arguments.choice("on_eintr", {"retry", "return"}) == "retry";
  const std::optional<std::string> append = call.arguments.optional_frame("append");
  if (polls && call.zmq().zmq_poll == nullptr) call.arguments.refuse_unsupported("the library has no zmq_poll");
  if (auto problem = call.arguments.problem()) return *problem;
  Relay relay(call, source, destination, retries);
  const std::int64_t from = call.now();
  std::int64_t relayed = 0;
  int problem = 0;
  while (problem == 0 && relayed < count) {
    if (polls) problem = relay.wait_readable();
    if (problem == 0) problem = relay.pass(append);
    if (problem == 0) ++relayed;
    if (problem == 0 && relay.owes_interruption()) problem = EINTR;
  }
  Fields fields = Fields().number("relayed", relayed).number("from", from).number("to", call.now());
  if (relay.holding()) fields.raw("holding", "true");
  return problem == 0 ? ok(fields) : error(error_name(problem), fields);
}

}  // namespace zassay::libzmq
