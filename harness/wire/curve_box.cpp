#include "wire/curve_box.hpp"

#include <sodium.h>

#include <algorithm>

namespace zassay::wire {
namespace {

static_assert(crypto_box_PUBLICKEYBYTES == 32 && crypto_box_SECRETKEYBYTES == 32 && crypto_box_BEFORENMBYTES == 32);
static_assert(crypto_box_NONCEBYTES == 24 && crypto_secretbox_NONCEBYTES == 24);
static_assert(crypto_box_MACBYTES == curve_box_overhead && crypto_secretbox_MACBYTES == curve_box_overhead);
static_assert(crypto_secretbox_KEYBYTES == 32);

const unsigned char* in(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* out(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// libsodium wants to be told once before random numbers are taken; it takes further calls from any thread. It cannot
/// fail where there is a source of random numbers, and without one they end the program.
void prepare() { [[maybe_unused]] const int status = sodium_init(); }

}  // namespace

CurveKeyPair random_curve_keys() {
  prepare();
  CurveKeyPair keys;
  crypto_box_keypair(keys.public_key.data(), keys.secret_key.data());
  return keys;
}

CurveKeyPair curve_keys_of(const CurveKey& secret_key) {
  CurveKeyPair keys{{}, secret_key};
  crypto_scalarmult_base(keys.public_key.data(), secret_key.data());
  return keys;
}

CurveKey random_curve_key() {
  prepare();
  CurveKey key;
  randombytes_buf(key.data(), key.size());
  return key;
}

CurveLongNonce random_curve_nonce() {
  prepare();
  CurveLongNonce nonce;
  randombytes_buf(nonce.data(), nonce.size());
  return nonce;
}

std::string curve_nonce(std::string_view prefix, std::uint64_t number) {
  return std::string(prefix) + number_octets(number);
}

std::string curve_nonce(std::string_view prefix, const CurveLongNonce& nonce) {
  return std::string(prefix).append(text_of(nonce));
}

std::string seal_box(std::string_view contents, std::string_view nonce, const CurveKey& to_public,
                     const CurveKey& from_secret) {
  std::string box(contents.size() + curve_box_overhead, '\0');
  // It fails only for a public key that no secret key belongs to: then the box is all zero, and nobody opens it.
  if (crypto_box_easy(out(box), in(contents), contents.size(), in(nonce), to_public.data(), from_secret.data()) != 0) {
    box.assign(box.size(), '\0');
  }
  return box;
}

std::optional<std::string> open_box(std::string_view box, std::string_view nonce, const CurveKey& from_public,
                                    const CurveKey& to_secret) {
  if (box.size() < curve_box_overhead) return std::nullopt;
  std::string contents(box.size() - curve_box_overhead, '\0');
  const int status =
      crypto_box_open_easy(out(contents), in(box), box.size(), in(nonce), from_public.data(), to_secret.data());
  if (status != 0) return std::nullopt;
  return contents;
}

std::string seal_secret_box(std::string_view contents, std::string_view nonce, const CurveKey& key) {
  std::string box(contents.size() + curve_box_overhead, '\0');
  crypto_secretbox_easy(out(box), in(contents), contents.size(), in(nonce), key.data());
  return box;
}

std::optional<std::string> open_secret_box(std::string_view box, std::string_view nonce, const CurveKey& key) {
  if (box.size() < curve_box_overhead) return std::nullopt;
  std::string contents(box.size() - curve_box_overhead, '\0');
  if (crypto_secretbox_open_easy(out(contents), in(box), box.size(), in(nonce), key.data()) != 0) return std::nullopt;
  return contents;
}

CurveKey shared_curve_key(const CurveKey& peer_public, const CurveKey& own_secret) {
  CurveKey key{};
  if (crypto_box_beforenm(key.data(), peer_public.data(), own_secret.data()) != 0) return random_curve_key();
  return key;
}

CurveKey curve_key_at(std::string_view octets) {
  CurveKey key;
  std::copy_n(octets.begin(), key.size(), key.begin());
  return key;
}

}  // namespace zassay::wire
