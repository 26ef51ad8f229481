#pragma once

#include <functional>
#include <vector>

#include "history/events.hpp"

namespace zassay {

/// One message of a stream, by number.
struct MessageIdentity {
  std::size_t stream = no_index;  ///< index into header.streams
  std::uint64_t sequence = 0;
  bool operator==(const MessageIdentity&) const = default;
};

/// One message as a receiver got it: told apart by the stamps of its frames (docs/history.md, "What a message
/// carries").
struct Delivery {
  std::size_t event = no_index;
  std::int64_t at_ns = 0;
  std::uint64_t operation = 0;
  std::size_t invoke_event = no_index;  ///< of its operation
  std::size_t socket = no_index;        ///< index into header.sockets

  bool stamped = false;     ///< at least one frame carries a stamp; the members below mean something only then
  bool probe = false;       ///< stamped, of no stream of this cell: a probe of the runner's own
  bool identified = false;  ///< an intact frame of this run says which message it is; else `identity` is a claim
  bool whole = false;       ///< frames 0 … count − 1 of one message, in order, with nothing between
  bool intact = false;      ///< every stamped frame is what its stamp says
  bool foreign = false;     ///< an intact frame is of another run
  bool has_first = false;   ///< its first stamped frame is frame 0
  std::size_t stamped_frames = 0;
  MessageIdentity identity;
  std::vector<MessageIdentity> others;  ///< further messages with intact frames in this one
  std::uint16_t frame_count = 0;        ///< as stamped
  std::vector<std::uint64_t> sizes;     ///< of the stamped frames, in bytes
  std::string fault;                    ///< why it is not whole or not intact, in words; empty if it is both

  RecordedFrames envelope;  ///< frames before the first stamped one
  RecordedFrames trail;     ///< frames behind the last stamped one
  RecordedFrames literal;   ///< all frames of a message without any stamp
};

/// What decoding must know of the cell.
struct DeliveryContext {
  std::uint32_t run = 0;
  /// The stream of a number; no_index if the cell has none of that number.
  std::function<std::size_t(std::uint16_t number)> stream_of;
  /// Whether frames of this size were sent in the stream: a frame told by digest is rebuilt only then.
  std::function<bool(std::size_t stream, std::uint64_t size)> was_sent;
};

/// Fills in what the frames say. `frames` are all frames of the message, in order.
void decode_delivery(RecordedFrames frames, const DeliveryContext& context, Delivery& delivery);

}  // namespace zassay
