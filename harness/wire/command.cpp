#include "wire/command.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zassay::wire {
namespace {

constexpr std::size_t longest_text = 255;  // what a one-octet length can tell

std::string short_text(std::string_view text) {
  const std::string_view sent = text.substr(0, longest_text);
  std::string octets(1, static_cast<char>(sent.size()));
  octets += sent;
  return octets;
}

bool is_letter(std::uint8_t octet) { return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z'); }
bool is_printable(std::uint8_t octet) { return octet >= 0x20 && octet <= 0x7E; }

}  // namespace

std::string encode_command_body(std::string_view name, std::string_view data) {
  std::string body = short_text(name);
  body += data;
  return body;
}

Decoded<Command> parse_command(Octets body, std::uint64_t offset) {
  if (body.empty()) return malformed("command-name-missing", offset, "the command has no body, and so no name");
  const std::size_t size = take_front(body, 1).front();
  if (size == 0) return malformed("command-name-empty", offset, "the name of the command is empty");
  if (size > body.size()) {
    return malformed("command-name-too-long", offset, "the name of the command ends behind its body");
  }
  const Octets name = take_front(body, size);
  const auto wrong = std::find_if_not(name.begin(), name.end(), is_letter);
  if (wrong != name.end()) {
    return malformed("command-name-letters", offset + 1 + static_cast<std::uint64_t>(wrong - name.begin()),
                     fmt::format("the name of the command has an octet 0x{:02X}: only letters are allowed", *wrong));
  }
  return Command{std::string(text_of(name)), body};
}

std::string encode_flagged_frame(std::uint8_t flags, std::string_view body, Framing framing, bool force_long) {
  std::string frame(text_of(encode_frame_header(flags, body.size(), framing, force_long).view()));
  frame += body;
  return frame;
}

std::string encode_command(std::string_view name, std::string_view data, Framing framing) {
  return encode_flagged_frame(flag_command, encode_command_body(name, data), framing);
}

std::string encode_frame(std::string_view body, bool more, Framing framing) {
  return encode_flagged_frame(more ? flag_more : 0, body, framing);
}

std::string encode(const Subscription& subscription, SubscriptionSpelling spelling, Framing framing) {
  if (spelling == SubscriptionSpelling::command) {
    return encode_command(subscription.subscribe ? "SUBSCRIBE" : "CANCEL", subscription.topic, framing);
  }
  return encode_frame(std::string(1, subscription.subscribe ? '\1' : '\0') + subscription.topic, false, framing);
}

Decoded<Subscription> parse_subscription_command(Octets body, std::uint64_t offset) {
  const auto command = parse_command(body, offset);
  if (!command) return tl::unexpected(command.error());
  if (command->name != "SUBSCRIBE" && command->name != "CANCEL") {
    return malformed("unknown-command", offset + 1, fmt::format("{} is neither SUBSCRIBE nor CANCEL", command->name));
  }
  return Subscription{command->name == "SUBSCRIBE", std::string(text_of(command->data))};
}

Decoded<Subscription> parse_subscription_message(Octets body, std::uint64_t offset) {
  if (body.empty() || body.front() > 1) {
    return malformed("subscription", offset, "the first octet is neither 1, to subscribe, nor 0, to cancel");
  }
  return Subscription{body.front() == 1, std::string(text_of(body.subspan(1)))};
}

std::string encode_ping(const Ping& ping) {
  return encode_command_body("PING", number_octets(ping.time_to_live_tenths) + ping.context);
}

std::string encode_pong(std::string_view context) { return encode_command_body("PONG", context); }

Decoded<Ping> parse_ping(Octets data, std::uint64_t offset) {
  Ping ping;
  if (data.size() < sizeof(ping.time_to_live_tenths)) {
    return malformed("ping-too-short", offset, "a PING has not the two octets of its time to live");
  }
  ping.time_to_live_tenths = read_number<std::uint16_t>(data.data());
  auto context = parse_pong(data.subspan(sizeof(ping.time_to_live_tenths)), offset + sizeof(ping.time_to_live_tenths));
  if (!context) return tl::unexpected(std::move(context.error()));
  ping.context = std::move(*context);
  return ping;
}

Decoded<std::string> parse_pong(Octets data, std::uint64_t offset) {
  if (data.size() > Ping::largest_context) {
    return malformed(
        "ping-context-too-long", offset + Ping::largest_context,
        fmt::format("the context has {} octets, at most {} are allowed", data.size(), Ping::largest_context));
  }
  return std::string(text_of(data));
}

std::string encode_error(std::string_view reason) { return encode_command_body("ERROR", short_text(reason)); }

Decoded<std::string> parse_error(Octets data, std::uint64_t offset) {
  if (data.empty()) return malformed("error-reason-missing", offset, "an ERROR has not even the length of a reason");
  const std::size_t size = take_front(data, 1).front();
  if (size != data.size()) {
    return malformed("error-reason-size", offset,
                     fmt::format("the reason claims {} octets, and {} follow", size, data.size()));
  }
  const auto wrong = std::find_if_not(data.begin(), data.end(), is_printable);
  if (wrong != data.end()) {
    return malformed("error-reason-letters", offset + 1 + static_cast<std::uint64_t>(wrong - data.begin()),
                     fmt::format("the reason has an octet 0x{:02X}, which is not printable", *wrong));
  }
  return std::string(text_of(data));
}

}  // namespace zassay::wire
