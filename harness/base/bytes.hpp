#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace zassay {

/// RFC 4648 base64, with padding. Decoding refuses anything else with the code "bad-base64".
std::string to_base64(std::string_view bytes);
Result<std::string> from_base64(std::string_view text);

/// The lower-case hexadecimal SHA-256 of the bytes.
std::string sha256_hex(std::string_view bytes);

/// The same of a file, read in pieces; the code "unreadable" if it cannot be read.
Result<std::string> sha256_of_file(const std::string& path);

/// The CRC-32 that zlib computes; `seed` is the value so far, so that pieces can be chained.
std::uint32_t crc32_of(std::string_view bytes, std::uint32_t seed = 0);

/// `size` bytes, byte i being (first + i) mod 256: the generator "cycle" of the adapter protocol.
std::string cycle(std::uint8_t first, std::size_t size);

/// {"b64": …}, the protocol's spelling of bytes.
Json frame_of(std::string_view bytes);

}  // namespace zassay
