#include <climits>
#include <cstring>
#include <limits>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/frames.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

/// An option by name, or by number alone: then it is taken for an int, so that unknown ones can be tried.
Option option_of(Call& call) {
  const Json* const option = call.arguments.any("option");
  if (option == nullptr) return {};
  if (option->is_number_integer()) {
    return {"", static_cast<int>(call.arguments.integer("option", INT_MIN, INT_MAX)), OptionKind::integer};
  }
  const std::string name = call.arguments.text("option");
  if (const Option* found = find_socket_option(name)) return *found;
  call.arguments.refuse_unsupported("libzmq has no socket option " + name);
  return {};
}

/// An option that the library was built without is not one that it refuses.
Reply refusal(const Call& call, const Option& option, int problem) {
  if (problem == EINVAL && !call.services.capabilities.has(option.need)) {
    return unsupported("the option " + std::string(option.name) + " needs a library built with " +
                       need_name(option.need));
  }
  return error(error_name(problem));
}

template <typename Integer>
std::string bytes_of(Integer value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

template <typename Integer>
std::string integer_bytes(Call& call) {
  constexpr auto least = std::numeric_limits<Integer>::min();
  constexpr auto most = std::numeric_limits<Integer>::max();
  return bytes_of(static_cast<Integer>(call.arguments.integer("value", least, most)));
}

/// The bytes to hand over. A value of another type than the option's goes as it is given: wrong lengths must be
/// testable.
std::string value_bytes(Call& call, const Json& value, OptionKind kind) {
  if (value.is_object()) return call.arguments.frame("value");
  if (!value.is_number_integer()) {
    call.arguments.refuse("the argument value must be an integer, a frame or null");
    return {};
  }
  if (kind == OptionKind::natural64 && value.is_number_unsigned()) return bytes_of(value.get<std::uint64_t>());
  if (kind == OptionKind::integer64 || kind == OptionKind::natural64) return integer_bytes<std::int64_t>(call);
  return integer_bytes<int>(call);
}

template <typename Integer>
Reply integer_reply(const std::string& buffer, std::size_t size) {
  if (size != sizeof(Integer)) {
    return bad_request("the library gave " + std::to_string(size) + " bytes for an option of another size");
  }
  Integer value = 0;
  std::memcpy(&value, buffer.data(), sizeof value);
  return ok(Fields().number("value", value));
}

Reply bytes_reply(std::string_view bytes) {
  std::string frame;
  append_frame(frame, bytes);
  return ok(Fields().raw("value", frame));
}

std::size_t buffer_size(OptionKind kind) {
  switch (kind) {
    case OptionKind::integer:
      return sizeof(int);
    case OptionKind::integer64:
    case OptionKind::natural64:
      return sizeof(std::int64_t);
    case OptionKind::curve_key:
      return 41;
    case OptionKind::bytes:
    case OptionKind::string:
      break;
  }
  return 65536;
}

}  // namespace

Reply socket_set(Call& call) {
  void* const socket = call.socket("socket");
  const Option option = option_of(call);
  const Json* const value = call.arguments.any("value");
  std::string bytes;
  const bool nothing = value != nullptr && value->is_null();
  if (value != nullptr && !nothing) bytes = value_bytes(call, *value, option.kind);
  if (auto problem = call.arguments.problem()) return *problem;
  const int status = call.zmq().zmq_setsockopt(socket, option.number, nothing ? nullptr : bytes.data(), bytes.size());
  return status == 0 ? ok() : refusal(call, option, call.error_number());
}

Reply socket_get(Call& call) {
  void* const socket = call.socket("socket");
  const Option option = option_of(call);
  if (auto problem = call.arguments.problem()) return *problem;
  std::string buffer(buffer_size(option.kind), '\0');
  std::size_t size = buffer.size();
  if (call.zmq().zmq_getsockopt(socket, option.number, buffer.data(), &size) != 0) {
    return refusal(call, option, call.error_number());
  }
  if (size > buffer.size()) return bad_request("the library gave more bytes than it was offered");
  switch (option.kind) {
    case OptionKind::integer:
      return integer_reply<int>(buffer, size);
    case OptionKind::integer64:
      return integer_reply<std::int64_t>(buffer, size);
    case OptionKind::natural64:
      return integer_reply<std::uint64_t>(buffer, size);
    case OptionKind::bytes:
      return bytes_reply(std::string_view(buffer).substr(0, size));
    case OptionKind::string:
    case OptionKind::curve_key:
      break;
  }
  return bytes_reply(std::string_view(buffer.data(), ::strnlen(buffer.data(), size)));
}

}  // namespace zassay::libzmq
