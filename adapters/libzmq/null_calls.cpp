// What the library says of calls without the object that they are about, and which error number a failed call leaves.
#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

constexpr const char* nowhere = "inproc://nowhere";

/// What the function returned; nothing if the library lacks it.
template <typename Function, typename... Arguments>
std::optional<int> tried(Function function, Arguments... arguments) {
  if (function == nullptr) return std::nullopt;
  return function(arguments...);
}

/// A send or a receive of an empty message, and the error that it leaves.
std::optional<int> with_message(const Functions& zmq, int (*function)(zmq_msg_t*, void*, int)) {
  zmq_msg_t message;
  zmq.zmq_msg_init(&message);
  const int status = function(&message, nullptr, ZMQ_DONTWAIT);
  const int problem = errno;
  zmq.zmq_msg_close(&message);
  errno = problem;
  return status;
}

std::optional<int> set_option(const Functions& zmq) {
  const int value = 0;
  return zmq.zmq_setsockopt(nullptr, ZMQ_LINGER, &value, sizeof value);
}

std::optional<int> get_option(const Functions& zmq) {
  int value = 0;
  std::size_t size = sizeof value;
  return zmq.zmq_getsockopt(nullptr, ZMQ_LINGER, &value, &size);
}

using Status = std::optional<int>;

constexpr std::pair<const char*, Status (*)(const Functions&)> null_calls[] = {
    {"context.term", [](const Functions& zmq) { return tried(zmq.zmq_ctx_term, nullptr); }},
    {"context.shutdown", [](const Functions& zmq) { return tried(zmq.zmq_ctx_shutdown, nullptr); }},
    {"context.set", [](const Functions& zmq) { return tried(zmq.zmq_ctx_set, nullptr, ZMQ_IO_THREADS, 1); }},
    {"context.get", [](const Functions& zmq) { return tried(zmq.zmq_ctx_get, nullptr, ZMQ_IO_THREADS); }},
    {"open", [](const Functions& zmq) { return Status(zmq.zmq_socket(nullptr, ZMQ_PAIR) != nullptr ? 0 : -1); }},
    {"close", [](const Functions& zmq) { return tried(zmq.zmq_close, nullptr); }},
    {"bind", [](const Functions& zmq) { return tried(zmq.zmq_bind, nullptr, nowhere); }},
    {"connect", [](const Functions& zmq) { return tried(zmq.zmq_connect, nullptr, nowhere); }},
    {"unbind", [](const Functions& zmq) { return tried(zmq.zmq_unbind, nullptr, nowhere); }},
    {"disconnect", [](const Functions& zmq) { return tried(zmq.zmq_disconnect, nullptr, nowhere); }},
    {"set", set_option},
    {"get", get_option},
    {"monitor", [](const Functions& zmq) { return tried(zmq.zmq_socket_monitor, nullptr, nowhere, ZMQ_EVENT_ALL); }},
    {"send", [](const Functions& zmq) { return with_message(zmq, zmq.zmq_msg_send); }},
    {"recv", [](const Functions& zmq) { return with_message(zmq, zmq.zmq_msg_recv); }},
    {"poll", [](const Functions& zmq) { return tried(zmq.zmq_poll, nullptr, 1, 0); }},
    {"proxy", [](const Functions& zmq) { return tried(zmq.zmq_proxy, nullptr, nullptr, nullptr); }},
};

}  // namespace

Reply null_call(Call& call) {
  const std::string name = call.arguments.text("call");
  const auto* const chosen =
      std::ranges::find(null_calls, name, [](const auto& row) { return std::string(row.first); });
  if (chosen == std::end(null_calls)) call.arguments.refuse("there is no call " + name + " without its object");
  if (auto problem = call.arguments.problem()) return *problem;
  const Status status = chosen->second(call.zmq());
  if (!status) return unsupported("the library has no such call as " + name);
  return *status >= 0 ? ok() : error(error_name(call.error_number()));
}

/// What the adapter does between two operations may touch errno. It is put back as the library left it, so that the
/// library is asked just as by a program that does nothing in between.
Reply last_error(Call& call) {
  if (auto problem = call.arguments.problem()) return *problem;
  errno = call.space.error_left;
  return ok(Fields().text("value", error_name(call.zmq().zmq_errno())));
}

}  // namespace zassay::libzmq
