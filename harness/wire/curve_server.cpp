#include <fmt/format.h>

#include <algorithm>

#include "wire/curve_handshake.hpp"

namespace zassay::wire {
namespace {

constexpr std::size_t hello_octets = 200 - 6;  // without its name
constexpr std::size_t initiate_octets = 257 - 9;
constexpr std::size_t padding_at = 2;
constexpr std::size_t padding_octets = 72;
constexpr std::size_t client_key_at = padding_at + padding_octets;
constexpr std::size_t key_octets = 32;
constexpr std::size_t hello_nonce_at = client_key_at + key_octets;
constexpr std::size_t short_nonce_octets = 8;
constexpr std::size_t hello_box_at = hello_nonce_at + short_nonce_octets;
constexpr std::size_t long_nonce_octets = 16;
constexpr std::size_t cookie_octets = 96;
constexpr std::size_t vouch_octets = 80;
constexpr std::size_t metadata_at = key_octets + long_nonce_octets + vouch_octets;  // in the box of INITIATE
constexpr std::size_t initiate_box_at = cookie_octets + short_nonce_octets;

std::optional<std::size_t> first_not_zero(std::string_view octets) {
  const std::size_t at = octets.find_first_not_of('\0');
  return at == std::string_view::npos ? std::nullopt : std::optional(at);
}

}  // namespace

Decoded<HandshakeStep> CurveServer::take_command(const Command& command, std::uint64_t offset) {
  if (command.name != (hello_ ? "INITIATE" : "HELLO")) return unexpected(command, offset);
  return hello_ ? take_initiate(command.data, offset) : take_hello(command.data, offset);
}

Decoded<HandshakeStep> CurveServer::take_hello(Octets data, std::uint64_t offset) {
  const std::string_view text = text_of(data);
  if (data.size() != hello_octets) {
    return malformed("curve-size", offset, fmt::format("a HELLO has 200 octets, not {}", data.size() + 6));
  }
  if (data[0] != 1 || data[1] != 0) {
    return malformed("curve-version", offset, fmt::format("version {}.{} of CURVE is not known", data[0], data[1]));
  }
  if (const auto at = first_not_zero(text.substr(padding_at, padding_octets))) {
    return malformed("curve-padding", offset + padding_at + *at, "the padding of the HELLO is not zero");
  }
  peer_nonce_ = read_number<std::uint64_t>(&data[hello_nonce_at]);
  const CurveKey client_transient = curve_key_at(text.substr(client_key_at));
  const auto contents = open_box(text.substr(hello_box_at), curve_nonce("CurveZMQHELLO---", peer_nonce_),
                                 client_transient, keys_.permanent.secret_key);
  if (!contents) return malformed("curve-box", offset + hello_box_at, "the box of the HELLO does not open");
  if (const auto at = first_not_zero(*contents)) {
    return malformed("curve-contents", offset + hello_box_at + curve_box_overhead + *at,
                     "the box of the HELLO does not hold zeros");
  }
  hello_ = true;
  HandshakeStep step;
  step.send.push_back(welcome(client_transient));
  return step;
}

std::string CurveServer::welcome(const CurveKey& client_transient) const {
  const std::string secrets = std::string(text_of(client_transient)).append(text_of(keys_.transient.secret_key));
  std::string contents(text_of(keys_.transient.public_key));
  contents += text_of(keys_.cookie_nonce);
  contents += seal_secret_box(secrets, curve_nonce("COOKIE--", keys_.cookie_nonce), keys_.cookie_key);
  std::string data(text_of(keys_.welcome_nonce));
  data +=
      seal_box(contents, curve_nonce("WELCOME-", keys_.welcome_nonce), client_transient, keys_.permanent.secret_key);
  return encode_command_body("WELCOME", data);
}

/// What the box of an INITIATE holds; the cookie in front of it gives the keys to open it.
Decoded<std::string> CurveServer::open_initiate(Octets data, std::uint64_t offset) {
  if (data.size() < initiate_octets) {
    return malformed("curve-size", offset, fmt::format("an INITIATE has 257 octets or more, not {}", data.size() + 9));
  }
  const std::string_view text = text_of(data);
  const auto secrets =
      open_secret_box(text.substr(long_nonce_octets, cookie_octets - long_nonce_octets),
                      std::string("COOKIE--").append(text.substr(0, long_nonce_octets)), keys_.cookie_key);
  if (!secrets) return malformed("curve-cookie", offset, "the cookie is not the one of this connection");
  cookie_ = {curve_key_at(*secrets), curve_key_at(std::string_view(*secrets).substr(key_octets))};
  const auto nonce = read_number<std::uint64_t>(&data[cookie_octets]);
  if (nonce <= peer_nonce_) {
    return malformed("curve-nonce", offset + cookie_octets,
                     fmt::format("the nonce {} of the INITIATE is not above that of the HELLO", nonce));
  }
  auto contents = open_box(text.substr(initiate_box_at), curve_nonce("CurveZMQINITIATE", nonce),
                           cookie_.client_transient, cookie_.own_transient_secret);
  if (!contents) return malformed("curve-box", offset + initiate_box_at, "the box of the INITIATE does not open");
  peer_nonce_ = nonce;
  return std::move(*contents);
}

/// The client's permanent key, if it vouches for its transient one and for this server.
Decoded<CurveKey> CurveServer::vouched(std::string_view contents, std::uint64_t offset) const {
  const CurveKey permanent = curve_key_at(contents);
  const auto vouch = open_box(contents.substr(key_octets + long_nonce_octets, vouch_octets),
                              std::string("VOUCH---").append(contents.substr(key_octets, long_nonce_octets)), permanent,
                              cookie_.own_transient_secret);
  const std::uint64_t vouch_at = offset + key_octets + long_nonce_octets;
  if (!vouch) return malformed("curve-vouch", vouch_at, "the vouch does not open");
  const std::string expected =
      std::string(text_of(cookie_.client_transient)).append(text_of(keys_.permanent.public_key));
  if (*vouch != expected) return malformed("curve-vouch", vouch_at, "the client vouches for other keys");
  return permanent;
}

Decoded<HandshakeStep> CurveServer::take_initiate(Octets data, std::uint64_t offset) {
  const auto contents = open_initiate(data, offset);
  if (!contents) return tl::unexpected(contents.error());
  const std::uint64_t contents_at = offset + initiate_box_at + curve_box_overhead;
  const auto client = vouched(*contents, contents_at);
  if (!client) return tl::unexpected(client.error());
  auto peer = parse_metadata(octets_of(*contents).subspan(metadata_at), contents_at + metadata_at);
  if (!peer) return tl::unexpected(std::move(peer.error()));
  if (const auto reason = refusal_(*client)) return refuse(*reason);
  HandshakeStep step;
  step.state = HandshakeStep::State::done;
  step.peer = std::move(*peer);
  const std::string box = seal_box(encode_metadata(metadata_), curve_nonce("CurveZMQREADY---", keys_.first_nonce),
                                   cookie_.client_transient, cookie_.own_transient_secret);
  step.send.push_back(encode_command_body("READY", number_octets(keys_.first_nonce) + box));
  return step;
}

CurveChannel CurveServer::channel() const {
  return {CurveChannel::Side::server, cookie_.client_transient, cookie_.own_transient_secret, keys_.first_nonce + 1,
          peer_nonce_};
}

}  // namespace zassay::wire
