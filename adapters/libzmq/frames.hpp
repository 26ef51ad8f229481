#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace zassay::libzmq {

/// The most bytes that one request may ask to be sent in one message: 1 GiB.
constexpr std::size_t frame_size_limit = std::size_t{1} << 30;
/// Frames up to this many bytes are reported whole, unless asked otherwise; the protocol allows no more.
constexpr std::size_t whole_frame_limit = 4096;
/// The first bytes that are reported of a frame that is not reported whole.
constexpr std::size_t head_size = 128;

/// The bytes of a request's frame, `{"b64": …}` or `{"size","generator":"cycle","first"}`; else the code "bad-frame".
Result<std::string> parse_frame(const Json& frame);

/// Appends a reply's frame: whole up to `digest_above` bytes, by size, head and sha256 above.
void append_frame(std::string& json, std::string_view bytes, std::size_t digest_above = whole_frame_limit);

}  // namespace zassay::libzmq
