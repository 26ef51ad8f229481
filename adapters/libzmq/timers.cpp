// The library's timers: one set of them for an actor, whose handlers do no more than count.
#include <cerrno>
#include <string>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

constexpr std::int64_t longest_ms = 24LL * 3600 * 1000;
constexpr int no_number = -1;  ///< of a timer that was never added: the library is to refuse it

void count_run(int /*number*/, void* timers) { ++static_cast<Timers*>(timers)->runs; }

bool has_timers(const Functions& zmq) {
  return zmq.zmq_timers_new != nullptr && zmq.zmq_timers_destroy != nullptr && zmq.zmq_timers_add != nullptr &&
         zmq.zmq_timers_cancel != nullptr && zmq.zmq_timers_set_interval != nullptr &&
         zmq.zmq_timers_reset != nullptr && zmq.zmq_timers_timeout != nullptr && zmq.zmq_timers_execute != nullptr &&
         zmq.zmq_poll != nullptr;
}

Reply done(const Call& call, int status, std::int64_t value = 0) {
  return status >= 0 ? ok(Fields().number("value", value)) : error(error_name(call.error_number()));
}

/// How often handlers ran since the last time that this was told, in `execute` or, wrongly, elsewhere.
Reply execute(Call& call, Timers& timers) {
  const int status = call.zmq().zmq_timers_execute(timers.handle);
  const std::int64_t runs = timers.runs;
  timers.runs = 0;
  return done(call, status, runs);
}

/// What a program does between two messages: it sleeps for as long as there is nothing to run.
Reply wait(Call& call, Timers& timers) {
  const long timeout_ms = call.zmq().zmq_timers_timeout(timers.handle);
  if (timeout_ms > 0 && call.zmq().zmq_poll(nullptr, 0, timeout_ms) < 0) return done(call, -1);
  return execute(call, timers);
}

Reply of_one(Call& call, Timers& timers, const std::string& name, const std::string& timer, std::int64_t interval_ms) {
  const Functions& zmq = call.zmq();
  if (name == "add") {
    const int number = zmq.zmq_timers_add(timers.handle, static_cast<std::size_t>(interval_ms), count_run, &timers);
    if (number >= 0) timers.numbers[timer] = number;
    return done(call, number);
  }
  const auto found = timers.numbers.find(timer);
  const int number = found != timers.numbers.end() ? found->second : no_number;
  if (name == "cancel") return done(call, zmq.zmq_timers_cancel(timers.handle, number));
  if (name == "reset") return done(call, zmq.zmq_timers_reset(timers.handle, number));
  return done(call, zmq.zmq_timers_set_interval(timers.handle, number, static_cast<std::size_t>(interval_ms)));
}

}  // namespace

Reply timers_call(Call& call) {
  const std::string name =
      call.arguments.choice("call", {"add", "cancel", "set_interval", "reset", "timeout", "execute", "wait"});
  const bool is_of_one = name != "timeout" && name != "execute" && name != "wait";
  const bool has_interval = name == "add" || name == "set_interval";
  const std::string timer = is_of_one ? call.arguments.text("timer") : "";
  const std::int64_t interval_ms = has_interval ? call.arguments.integer("interval_ms", 0, longest_ms) : 0;
  if (!has_timers(call.zmq())) call.arguments.refuse_unsupported("the library has no timers");
  if (auto problem = call.arguments.problem()) return *problem;
  Timers& timers = call.space.timers;
  if (timers.handle == nullptr) timers.handle = call.zmq().zmq_timers_new();
  if (timers.handle == nullptr) return done(call, -1);
  if (is_of_one) return of_one(call, timers, name, timer, interval_ms);
  if (name == "execute") return execute(call, timers);
  if (name == "wait") return wait(call, timers);
  return done(call, 0, call.zmq().zmq_timers_timeout(timers.handle));
}

}  // namespace zassay::libzmq
