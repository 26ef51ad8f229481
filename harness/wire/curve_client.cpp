#include <fmt/format.h>

#include "wire/curve_handshake.hpp"

namespace zassay::wire {
namespace {

constexpr std::size_t hello_padding = 72;  // RFC 26: the grammar's; with the 70 of its prose HELLO has not 200 octets
constexpr std::size_t hello_zeros = 64;
constexpr std::size_t long_nonce_octets = 16;
constexpr std::size_t short_nonce_octets = 8;
constexpr std::size_t key_octets = 32;
constexpr std::size_t cookie_octets = 96;
constexpr std::size_t welcome_octets = 168 - 8;  // without its name
constexpr std::size_t ready_octets = 30 - 6;

}  // namespace

HandshakeStep CurveClient::begin() {
  std::string data = {1, 0};
  data.append(hello_padding, '\0');
  data += text_of(keys_.transient.public_key);
  data += number_octets(keys_.first_nonce);
  data += seal_box(std::string(hello_zeros, '\0'), curve_nonce("CurveZMQHELLO---", keys_.first_nonce), keys_.server,
                   keys_.transient.secret_key);
  HandshakeStep step;
  step.send.push_back(encode_command_body("HELLO", data));
  return step;
}

Decoded<HandshakeStep> CurveClient::take_command(const Command& command, std::uint64_t offset) {
  if (command.name != (server_transient_ ? "READY" : "WELCOME")) return unexpected(command, offset);
  return server_transient_ ? take_ready(command.data, offset) : take_welcome(command.data, offset);
}

Decoded<HandshakeStep> CurveClient::take_welcome(Octets data, std::uint64_t offset) {
  if (data.size() != welcome_octets) {
    return malformed("curve-size", offset, fmt::format("a WELCOME has 168 octets, not {}", data.size() + 8));
  }
  const std::string_view text = text_of(data);
  const auto contents =
      open_box(text.substr(long_nonce_octets), std::string("WELCOME-").append(text.substr(0, long_nonce_octets)),
               keys_.server, keys_.transient.secret_key);
  if (!contents) return malformed("curve-box", offset + long_nonce_octets, "the box of the WELCOME does not open");
  server_transient_ = curve_key_at(*contents);
  HandshakeStep step;
  step.short_term_key = text_of(*server_transient_);
  step.send.push_back(initiate(std::string_view(*contents).substr(key_octets, cookie_octets)));
  return step;
}

std::string CurveClient::initiate(std::string_view cookie) const {
  const std::string vouch =
      seal_box(std::string(text_of(keys_.vouched.value_or(keys_.transient.public_key))).append(text_of(keys_.server)),
               curve_nonce("VOUCH---", keys_.vouch_nonce), *server_transient_, keys_.permanent.secret_key);
  std::string contents(text_of(keys_.permanent.public_key));
  contents += text_of(keys_.vouch_nonce);
  contents += vouch;
  contents += encode_metadata(metadata_);
  std::string data(cookie);
  data += number_octets(keys_.initiate_nonce);
  data += seal_box(contents, curve_nonce("CurveZMQINITIATE", keys_.initiate_nonce), *server_transient_,
                   keys_.transient.secret_key);
  return encode_command_body("INITIATE", data);
}

Decoded<HandshakeStep> CurveClient::take_ready(Octets data, std::uint64_t offset) {
  if (data.size() < ready_octets) {
    return malformed("curve-size", offset, fmt::format("a READY has 30 octets or more, not {}", data.size() + 6));
  }
  const auto nonce = read_number<std::uint64_t>(data.data());
  const auto contents = open_box(text_of(data.subspan(short_nonce_octets)), curve_nonce("CurveZMQREADY---", nonce),
                                 *server_transient_, keys_.transient.secret_key);
  const std::uint64_t box_at = offset + short_nonce_octets;
  if (!contents) return malformed("curve-box", box_at, "the box of the READY does not open");
  auto peer = parse_metadata(octets_of(*contents), box_at + curve_box_overhead);
  if (!peer) return tl::unexpected(std::move(peer.error()));
  peer_nonce_ = nonce;
  HandshakeStep step;
  step.state = HandshakeStep::State::done;
  step.peer = std::move(*peer);
  return step;
}

CurveChannel CurveClient::channel() const {
  return {CurveChannel::Side::client, server_transient_.value_or(CurveKey{}), keys_.transient.secret_key,
          keys_.initiate_nonce + 1, peer_nonce_};
}

}  // namespace zassay::wire
