#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "wire/frame.hpp"
#include "wire/malformed.hpp"
#include "wire/octets.hpp"

namespace zassay::wire {

/// The body of a command, split: RFC 37, "Commands". The data lie in the memory that was parsed.
struct Command {
  std::string name;
  Octets data;
};

/// A command's body, without the header of its frame. A name longer than 255 octets loses its end.
std::string encode_command_body(std::string_view name, std::string_view data = {});

/// Reads a command's body; `offset` is that of its first octet. Codes: "command-name-missing", "command-name-empty",
/// "command-name-too-long", "command-name-letters" (RFC 37 has only letters).
Decoded<Command> parse_command(Octets body, std::uint64_t offset = 0);

/// A whole frame: header and body.
std::string encode_command(std::string_view name, std::string_view data = {}, Framing framing = Framing::v3);
std::string encode_frame(std::string_view body, bool more = false, Framing framing = Framing::v3);
/// The same with any flags; with force_long its size takes eight octets, however small it is.
std::string encode_flagged_frame(std::uint8_t flags, std::string_view body, Framing framing = Framing::v3,
                                 bool force_long = false);

/// A subscription or its end, either as the commands of ZMTP 3.1 or as the messages of 3.0 and 2.0.
struct Subscription {
  bool subscribe = true;  ///< else it is cancelled
  std::string topic;
  bool operator==(const Subscription&) const = default;
};
enum class SubscriptionSpelling { command, message };

/// A whole frame.
std::string encode(const Subscription& subscription, SubscriptionSpelling spelling, Framing framing = Framing::v3);
/// Of a command named SUBSCRIBE or CANCEL; "unknown-command" if it is another.
Decoded<Subscription> parse_subscription_command(Octets body, std::uint64_t offset = 0);
/// Of a message's only frame; "subscription" if its first octet is neither 0 nor 1.
Decoded<Subscription> parse_subscription_message(Octets body, std::uint64_t offset = 0);

/// RFC 37, "Connection Heartbeating".
struct Ping {
  std::uint16_t time_to_live_tenths = 0;  ///< tenths of a second
  std::string context;                    ///< at most 16 octets; more are sent as they are, and refused when read
  static constexpr std::size_t largest_context = 16;
  bool operator==(const Ping&) const = default;
};
std::string encode_ping(const Ping& ping);  ///< the body of a command, as below
std::string encode_pong(std::string_view context);
/// Read the data of a command. Codes: "ping-too-short", "ping-context-too-long".
Decoded<Ping> parse_ping(Octets data, std::uint64_t offset = 0);
Decoded<std::string> parse_pong(Octets data, std::uint64_t offset = 0);

/// The reason of an ERROR, at most 255 octets: RFC 37, "Error Handling". Codes: "error-reason-missing",
/// "error-reason-size" (its length is not that of the data), "error-reason-letters" (it is not printable).
std::string encode_error(std::string_view reason);
Decoded<std::string> parse_error(Octets data, std::uint64_t offset = 0);

}  // namespace zassay::wire
