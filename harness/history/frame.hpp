#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/stamp.hpp"

namespace zassay {

/// A frame as a history tells it: all its bytes, or (above the adapter's digest limit) its first bytes and a digest.
struct RecordedFrame {
  std::string bytes;       ///< all of it, or the head
  std::uint64_t size = 0;  ///< of the whole frame, in bytes
  std::string sha256;      ///< lower-case hexadecimal; empty when `bytes` is all of it

  bool is_digest() const { return !sha256.empty(); }
  bool operator==(const RecordedFrame&) const = default;
};

using RecordedFrames = std::vector<RecordedFrame>;

/// Reads {"b64"}, {"size","generator":"cycle","first"}, {"size","head","sha256"}, or a plain text (its UTF-8 bytes).
/// A generated frame above 4 KiB is kept as a digest. Error "bad-frame". A generated frame above 1 GiB is an error.
Result<RecordedFrame> read_frame(const Json& value);
Result<RecordedFrames> read_frames(const Json& value);

/// Whether both stand for the same bytes, whichever way each is told.
bool same_bytes(const RecordedFrame& one, const RecordedFrame& other);
bool same_bytes(const RecordedFrames& one, const RecordedFrames& other);

/// For people: text in quotes if it is printable, else hexadecimal; long frames are cut and their size is said.
std::string describe(const RecordedFrame& frame);
std::string describe(const RecordedFrames& frames);

/// Whether a frame told by digest is exactly what stamped_frame makes of this stamp and prefix. The content is rebuilt
/// in pieces: memory is constant, time grows with stamp.frame_size, so ask only about sizes that were really sent.
bool digest_is_of_stamped_frame(const RecordedFrame& frame, const Stamp& stamp);

}  // namespace zassay
