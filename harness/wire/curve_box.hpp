#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wire/octets.hpp"

namespace zassay::wire {

/// Keys and nonces of RFC 26, in libsodium's sizes.
using CurveKey = std::array<std::uint8_t, 32>;
using CurveLongNonce = std::array<std::uint8_t, 16>;
struct CurveKeyPair {
  CurveKey public_key{};
  CurveKey secret_key{};
};

CurveKeyPair random_curve_keys();
CurveKeyPair curve_keys_of(const CurveKey& secret_key);
CurveKey random_curve_key();
CurveLongNonce random_curve_nonce();

/// Octets of a box that are not of its contents: they stand in its front.
constexpr std::size_t curve_box_overhead = 16;

/// A nonce of 24 octets: a prefix of 16 and a number, or a prefix of 8 and a long nonce.
std::string curve_nonce(std::string_view prefix, std::uint64_t number);
std::string curve_nonce(std::string_view prefix, const CurveLongNonce& nonce);

/// Box [contents] (from → to), and back; nothing if it does not open. `nonce` has 24 octets.
std::string seal_box(std::string_view contents, std::string_view nonce, const CurveKey& to_public,
                     const CurveKey& from_secret);
std::optional<std::string> open_box(std::string_view box, std::string_view nonce, const CurveKey& from_public,
                                    const CurveKey& to_secret);

/// The same with one key for both: the cookie, and with a key made beforehand the messages.
std::string seal_secret_box(std::string_view contents, std::string_view nonce, const CurveKey& key);
std::optional<std::string> open_secret_box(std::string_view box, std::string_view nonce, const CurveKey& key);

/// What seals the messages between two transient keys, for seal_secret_box and open_secret_box. A random one, that
/// opens nothing, for a public key that no secret key belongs to.
CurveKey shared_curve_key(const CurveKey& peer_public, const CurveKey& own_secret);

/// 32 octets at the front of `octets`, which has them.
CurveKey curve_key_at(std::string_view octets);

}  // namespace zassay::wire
