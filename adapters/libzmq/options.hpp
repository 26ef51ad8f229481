#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace zassay::libzmq {

/// How the C API passes the value of an option.
enum class OptionKind : std::uint8_t {
  integer,    ///< int
  integer64,  ///< int64_t
  natural64,  ///< uint64_t
  bytes,      ///< as they are
  string,     ///< bytes; a terminating NUL that the library returns is no part of the value
  curve_key,  ///< as string; reading needs a buffer of exactly 41 bytes
};

/// What a library must have been built with for the option to exist; asked of zmq_has.
enum class OptionNeed : std::uint8_t { nothing, draft, curve, gssapi };

struct Option {
  std::string_view name;  ///< as in the manual without ZMQ_
  int number;
  OptionKind kind;
  OptionNeed need = OptionNeed::nothing;
};

/// Every option of zmq.h, deprecated names and drafts included.
std::span<const Option> socket_options();
std::span<const Option> context_options();

/// The option of that name, or null.
const Option* find_socket_option(std::string_view name);
const Option* find_context_option(std::string_view name);

/// "draft", "curve", "gssapi": the name that zmq_has knows; "" for nothing.
const char* need_name(OptionNeed need);

}  // namespace zassay::libzmq
