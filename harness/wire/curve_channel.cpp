#include "wire/curve_channel.hpp"

#include <fmt/format.h>

#include "wire/command.hpp"

namespace zassay::wire {
namespace {

constexpr std::size_t nonce_octets = 8;
constexpr std::uint8_t known_flags = 3;

const char* prefix_from(CurveChannel::Side side) {
  return side == CurveChannel::Side::client ? "CurveZMQMESSAGEC" : "CurveZMQMESSAGES";
}

}  // namespace

CurveChannel::CurveChannel(Side side, const CurveKey& peer_transient, const CurveKey& own_transient_secret,
                           std::uint64_t next_nonce, std::uint64_t peer_nonce)
    : side_(side),
      key_(shared_curve_key(peer_transient, own_transient_secret)),
      next_nonce_(next_nonce),
      peer_nonce_(peer_nonce) {}

std::string CurveChannel::seal(const CurveFrame& frame) {
  const std::uint64_t nonce = next_nonce_++;
  std::string contents(1, static_cast<char>(frame.flags));
  contents += frame.body;
  const std::string box = seal_secret_box(contents, curve_nonce(prefix_from(side_), nonce), key_);
  return encode_command_body("MESSAGE", number_octets(nonce) + box);
}

Decoded<CurveFrame> CurveChannel::open(Octets body, std::uint64_t offset) {
  const auto command = parse_command(body, offset);
  if (!command) return tl::unexpected(command.error());
  if (command->name != "MESSAGE") {
    return malformed("unexpected-command", offset + 1, fmt::format("{} is no MESSAGE", command->name));
  }
  const std::uint64_t nonce_at = offset + body.size() - command->data.size();
  if (command->data.size() < nonce_octets + curve_box_overhead + 1) {
    return malformed("curve-size", nonce_at, fmt::format("a MESSAGE has 33 octets or more, not {}", body.size()));
  }
  const auto nonce = read_number<std::uint64_t>(command->data.data());
  if (nonce <= peer_nonce_) {
    return malformed("curve-nonce", nonce_at, fmt::format("the nonce {} is not above {}", nonce, peer_nonce_));
  }
  const Side peer = side_ == Side::client ? Side::server : Side::client;
  const auto contents =
      open_secret_box(text_of(command->data.subspan(nonce_octets)), curve_nonce(prefix_from(peer), nonce), key_);
  const std::uint64_t box_at = nonce_at + nonce_octets;
  if (!contents) return malformed("curve-box", box_at, "the box of the MESSAGE does not open");
  CurveFrame frame{static_cast<std::uint8_t>(contents->front()), contents->substr(1)};
  if ((frame.flags & ~known_flags) != 0) {
    return malformed("curve-flags", box_at + curve_box_overhead,
                     fmt::format("the flags of the payload are 0x{:02X}", frame.flags));
  }
  peer_nonce_ = nonce;
  return frame;
}

}  // namespace zassay::wire
