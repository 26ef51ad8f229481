#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "wire/curve_box.hpp"
#include "wire/malformed.hpp"

namespace zassay::wire {

/// What stands in the box of a MESSAGE: RFC 26, "The MESSAGE Command".
struct CurveFrame {
  std::uint8_t flags = 0;  ///< bit 0: MORE; libzmq has bit 1 for a command, which the RFC does not allow
  std::string body;
  static constexpr std::uint8_t command = 2;
  bool more() const { return (flags & 1) != 0; }
  bool operator==(const CurveFrame&) const = default;
};

/// One side's messages behind a CURVE handshake. Used by one thread at a time.
class CurveChannel {
 public:
  enum class Side { client, server };
  CurveChannel(Side side, const CurveKey& peer_transient, const CurveKey& own_transient_secret,
               std::uint64_t next_nonce, std::uint64_t peer_nonce);

  /// The body of a MESSAGE, and the next nonce is one higher. RFC 37 sends it in a command's frame; libzmq takes and
  /// sends it only in a message's frame.
  std::string seal(const CurveFrame& frame);

  /// Takes the body of a MESSAGE. Codes: those of parse_command, "unexpected-command", "curve-size", "curve-nonce" (it
  /// is not higher than the last one), "curve-box" (it does not open), "curve-flags" (bits 7 to 2). What is refused
  /// changes nothing, also not the last nonce.
  Decoded<CurveFrame> open(Octets body, std::uint64_t offset = 0);

  std::uint64_t next_nonce() const { return next_nonce_; }
  void set_next_nonce(std::uint64_t nonce) { next_nonce_ = nonce; }  ///< also one that was used before

 private:
  Side side_;
  CurveKey key_;
  std::uint64_t next_nonce_;
  std::uint64_t peer_nonce_;
};

}  // namespace zassay::wire
