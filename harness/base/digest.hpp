#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

namespace zassay {

/// SHA-256 over pieces.
class Digest {
 public:
  Digest() { crypto_hash_sha256_init(&state_); }
  void add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }
  std::string hex();  ///< lower-case; nothing can be added or asked behind it

 private:
  crypto_hash_sha256_state state_{};
};

}  // namespace zassay
