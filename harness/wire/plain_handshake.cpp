#include "wire/plain_handshake.hpp"

#include <fmt/format.h>

namespace zassay::wire {
namespace {

constexpr std::size_t longest_text = 255;

std::optional<std::string> take_text(Octets& data) {
  if (data.empty()) return std::nullopt;
  const std::size_t size = take_front(data, 1).front();
  if (size > data.size()) return std::nullopt;
  return std::string(text_of(take_front(data, size)));
}

}  // namespace

std::string encode_plain_hello(const PlainCredentials& credentials) {
  std::string data;
  for (const std::string& text : {credentials.username, credentials.password}) {
    const std::string_view sent = std::string_view(text).substr(0, longest_text);
    data += static_cast<char>(sent.size());
    data += sent;
  }
  return encode_command_body("HELLO", data);
}

Decoded<PlainCredentials> parse_plain_hello(Octets data, std::uint64_t offset) {
  const std::size_t all = data.size();
  PlainCredentials credentials;
  for (std::string* text : {&credentials.username, &credentials.password}) {
    const std::uint64_t at = offset + all - data.size();
    auto taken = take_text(data);
    if (!taken) {
      return malformed(
          "hello-size", at,
          fmt::format("the {} ends behind the HELLO", text == &credentials.username ? "username" : "password"));
    }
    *text = std::move(*taken);
  }
  if (!data.empty()) {
    return malformed("hello-size", offset + all - data.size(), "the HELLO goes on behind its password");
  }
  return credentials;
}

HandshakeStep PlainClient::begin() {
  HandshakeStep step;
  step.send.push_back(encode_plain_hello(credentials_));
  return step;
}

Decoded<HandshakeStep> PlainClient::take_command(const Command& command, std::uint64_t offset) {
  if (command.name != (welcome_ ? "READY" : "WELCOME")) return unexpected(command, offset);
  HandshakeStep step;
  if (!welcome_) {
    if (!command.data.empty()) return malformed("welcome-data", offset, "the WELCOME carries data");
    welcome_ = true;
    step.send.push_back(encode_command_body("INITIATE", encode_metadata(metadata_)));
    return step;
  }
  auto peer = parse_metadata(command.data, offset);
  if (!peer) return tl::unexpected(std::move(peer.error()));
  step.state = HandshakeStep::State::done;
  step.peer = std::move(*peer);
  return step;
}

Decoded<HandshakeStep> PlainServer::take_command(const Command& command, std::uint64_t offset) {
  if (command.name != (hello_ ? "INITIATE" : "HELLO")) return unexpected(command, offset);
  HandshakeStep step;
  if (!hello_) {
    const auto credentials = parse_plain_hello(command.data, offset);
    if (!credentials) return tl::unexpected(credentials.error());
    if (const auto reason = refusal_(*credentials)) return refuse(*reason);
    hello_ = true;
    step.send.push_back(encode_command_body("WELCOME"));
    return step;
  }
  auto peer = parse_metadata(command.data, offset);
  if (!peer) return tl::unexpected(std::move(peer.error()));
  step.state = HandshakeStep::State::done;
  step.peer = std::move(*peer);
  step.send.push_back(encode_ready(metadata_));
  return step;
}

}  // namespace zassay::wire
