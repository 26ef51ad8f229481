#include "wire/handshake.hpp"

#include <fmt/format.h>

namespace zassay::wire {

Decoded<HandshakeStep> Handshake::take(Octets body, std::uint64_t offset) {
  const auto command = parse_command(body, offset);
  if (!command) {
    over_ = true;
    return tl::unexpected(command.error());
  }
  const std::uint64_t data_offset = offset + body.size() - command->data.size();
  auto step = [&]() -> Decoded<HandshakeStep> {
    if (over_) return unexpected(*command, data_offset);
    if (command->name != "ERROR") return take_command(*command, data_offset);
    auto reason = parse_error(command->data, data_offset);
    if (!reason) return tl::unexpected(std::move(reason.error()));
    HandshakeStep refused;
    refused.state = HandshakeStep::State::refused;
    refused.reason = std::move(*reason);
    return refused;
  }();
  over_ = over_ || !step || step->state != HandshakeStep::State::waiting;
  return step;
}

tl::unexpected<Malformed> Handshake::unexpected(const Command& command, std::uint64_t offset) {
  return malformed("unexpected-command", offset - command.name.size(),
                   fmt::format("the command {} is out of place here", command.name));
}

HandshakeStep Handshake::refuse(std::string_view reason) {
  HandshakeStep step;
  step.state = HandshakeStep::State::refused;
  step.send.push_back(encode_error(reason));
  step.reason = reason;
  return step;
}

HandshakeStep NullHandshake::begin() {
  HandshakeStep step;
  if (order_ == Order::speaks_first) step.send.push_back(encode_ready(metadata_));
  return step;
}

Decoded<HandshakeStep> NullHandshake::take_command(const Command& command, std::uint64_t offset) {
  if (command.name != "READY") return unexpected(command, offset);
  auto peer = parse_metadata(command.data, offset);
  if (!peer) return tl::unexpected(std::move(peer.error()));
  HandshakeStep step;
  step.state = HandshakeStep::State::done;
  step.peer = std::move(*peer);
  if (order_ == Order::answers) step.send.push_back(encode_ready(metadata_));
  return step;
}

}  // namespace zassay::wire
