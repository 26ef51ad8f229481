#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "wire/curve_box.hpp"
#include "wire/curve_channel.hpp"
#include "wire/handshake.hpp"

namespace zassay::wire {

// RFC 26. Every key, nonce and number can be given: for octets that are the same each time, and to break the rules on
// purpose. What is not given is random, the numbers begin at 1. Codes beside those of Handshake: "curve-size",
// "curve-version", "curve-padding" (of HELLO, not zero), "curve-nonce" (not higher than the one before), "curve-box"
// (it does not open), "curve-contents" (of HELLO's box, not zero), "curve-cookie", "curve-vouch" (it does not open, or
// vouches for other keys). An offset in a box is that of the octet in the box that the plain one was sealed into.

struct CurveClientKeys {
  CurveKeyPair permanent = random_curve_keys();
  CurveKey server{};  ///< the server's permanent public key
  CurveKeyPair transient = random_curve_keys();
  CurveLongNonce vouch_nonce = random_curve_nonce();
  std::uint64_t first_nonce = 1;
  std::uint64_t initiate_nonce = 2;
  std::optional<CurveKey> vouched;  ///< the short-term key that the vouch is for; its own, if it is not given
};

/// HELLO, then INITIATE for a WELCOME, done with READY.
class CurveClient : public Handshake {
 public:
  CurveClient(const CurveClientKeys& keys, Metadata metadata) : keys_(keys), metadata_(std::move(metadata)) {}
  HandshakeStep begin() override;

  /// For messages, when it is done; before that nothing opens.
  CurveChannel channel() const;

 private:
  Decoded<HandshakeStep> take_command(const Command& command, std::uint64_t offset) override;
  Decoded<HandshakeStep> take_welcome(Octets data, std::uint64_t offset);
  Decoded<HandshakeStep> take_ready(Octets data, std::uint64_t offset);
  std::string initiate(std::string_view cookie) const;

  CurveClientKeys keys_;
  Metadata metadata_;
  std::optional<CurveKey> server_transient_;
  std::uint64_t peer_nonce_ = 0;
};

struct CurveServerKeys {
  CurveKeyPair permanent = random_curve_keys();
  CurveKeyPair transient = random_curve_keys();
  CurveKey cookie_key = random_curve_key();
  CurveLongNonce cookie_nonce = random_curve_nonce();
  CurveLongNonce welcome_nonce = random_curve_nonce();
  std::uint64_t first_nonce = 1;
};

/// WELCOME for a HELLO, done with an INITIATE of a client that is accepted, which it answers with READY. Between them
/// it knows the transient keys only from the cookie.
class CurveServer : public Handshake {
 public:
  /// Why a client with this permanent public key is refused, for the ERROR; nothing if it is accepted.
  using Refusal = std::function<std::optional<std::string>(const CurveKey&)>;
  CurveServer(const CurveServerKeys& keys, Refusal refusal, Metadata metadata)
      : keys_(keys), refusal_(std::move(refusal)), metadata_(std::move(metadata)) {}
  HandshakeStep begin() override { return {}; }

  /// For messages, when it is done; before that nothing opens.
  CurveChannel channel() const;

 private:
  struct Cookie {
    CurveKey client_transient{};
    CurveKey own_transient_secret{};
  };
  Decoded<HandshakeStep> take_command(const Command& command, std::uint64_t offset) override;
  Decoded<HandshakeStep> take_hello(Octets data, std::uint64_t offset);
  Decoded<HandshakeStep> take_initiate(Octets data, std::uint64_t offset);
  Decoded<std::string> open_initiate(Octets data, std::uint64_t offset);
  Decoded<CurveKey> vouched(std::string_view contents, std::uint64_t offset) const;
  std::string welcome(const CurveKey& client_transient) const;

  CurveServerKeys keys_;
  Refusal refusal_;
  Metadata metadata_;
  bool hello_ = false;
  Cookie cookie_;
  std::uint64_t peer_nonce_ = 0;
};

}  // namespace zassay::wire
