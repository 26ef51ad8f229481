#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapter/adapter_process.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace zassay {

/// The grammar of docs/adapter-protocol.md, applied to what a hostile adapter wrote. What passes here has every member
/// that the grammar demands, of its type and within its range, so that a reader may rely on it.

/// A line as a JSON object. Error "garbage": not UTF-8, no JSON, no object, nested deeper than 64, or above
/// `value_limit` values (which would take many times the memory of the line).
Result<Json> read_message(std::string_view line);
inline constexpr std::size_t value_limit = std::size_t{1} << 21;

/// The first message. Errors: "adapter-failed" with the adapter's own reason, "wrong-protocol", "bad-hello".
Result<Hello> read_hello(const Json& message);

/// A reply to an operation named `op`: exactly one of ok, error, unsupported and bad_request, and the members that the
/// table of operations demands. Error "garbage". The id is the caller's business.
Result<void> check_reply(std::string_view op, const Json& reply);

/// An event after the hello. Error "garbage".
Result<void> check_event(const Json& event);

/// Times are nanoseconds since the hello; more than this (115 days) is no time.
inline constexpr std::int64_t time_limit_ns = 10'000'000'000'000'000;

}  // namespace zassay
