#include "history/delivery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace zassay {
namespace {

struct Stamped {
  Stamp stamp;
  bool intact = false;
  std::size_t stream = no_index;
};

Stamped judge_frame(const RecordedFrame& frame, const Stamp& stamp, const DeliveryContext& context) {
  Stamped result{stamp, false, context.stream_of(stamp.stream)};
  if (!frame.is_digest()) {
    result.intact = is_intact(stamp, frame.bytes);
  } else {
    // Probes and foreign frames are never above the digest limit, so an unknown stream cannot be a sound digest.
    result.intact = result.stream != no_index && context.was_sent(result.stream, frame.size) &&
                    digest_is_of_stamped_frame(frame, stamp);
  }
  return result;
}

std::string name_of(const Stamp& stamp) {
  return fmt::format("message {} frame {}", stamp.sequence, stamp.frame_index);
}

/// Why the frames are not one whole message; empty if they are.
std::string find_tear(const std::vector<std::optional<Stamped>>& frames) {
  const Stamp& first = frames.front()->stamp;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (!frames[i]) return fmt::format("a frame without a stamp stands between its frames {} and {}", i - 1, i);
    const Stamp& stamp = frames[i]->stamp;
    if (stamp.run != first.run || stamp.stream != first.stream || stamp.sequence != first.sequence) {
      return fmt::format("frames of two messages in one: {} is followed by {}", name_of(first), name_of(stamp));
    }
    if (stamp.frame_count != first.frame_count) return "its frames disagree on how many there are";
    if (stamp.frame_index != i) {
      return fmt::format("frame {} of {} stands where frame {} belongs", stamp.frame_index, stamp.frame_count, i);
    }
  }
  if (frames.size() == first.frame_count) return {};
  return fmt::format("{} of its {} frames came", frames.size(), first.frame_count);
}

void identify(const std::vector<std::optional<Stamped>>& frames, const DeliveryContext& context, Delivery& delivery) {
  const Stamped* claim = &*frames.front();
  for (const auto& frame : frames) {
    if (!frame || !frame->intact) continue;
    if (frame->stamp.run != context.run) {
      delivery.foreign = true;
      delivery.fault = fmt::format("it was sent by run {}, not by this one ({})", frame->stamp.run, context.run);
      continue;
    }
    const MessageIdentity identity{frame->stream, frame->stamp.sequence};
    if (!delivery.identified) {
      delivery.identified = true;
      claim = &*frame;
    } else if (MessageIdentity{claim->stream, claim->stamp.sequence} != identity && frame->stream != no_index &&
               std::find(delivery.others.begin(), delivery.others.end(), identity) == delivery.others.end()) {
      delivery.others.push_back(identity);
    }
  }
  delivery.identity = {claim->stream, claim->stamp.sequence};
  delivery.frame_count = claim->stamp.frame_count;
  delivery.probe = delivery.identified && claim->stream == no_index && delivery.others.empty();
}

}  // namespace

void decode_delivery(RecordedFrames frames, const DeliveryContext& context, Delivery& delivery) {
  std::vector<std::optional<Stamped>> stamped(frames.size());
  std::size_t first = frames.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto stamp = read_stamp(frames[i].bytes);
    if (!stamp) continue;
    stamped[i] = judge_frame(frames[i], *stamp, context);
    first = std::min(first, i);
    last = i;
  }
  if (first == frames.size()) {
    delivery.literal = std::move(frames);
    return;
  }
  delivery.stamped = true;
  const auto begin = frames.begin();
  for (std::size_t i = first; i <= last; ++i) delivery.sizes.push_back(frames[i].size);
  delivery.envelope.assign(std::make_move_iterator(begin), std::make_move_iterator(begin + static_cast<long>(first)));
  delivery.trail.assign(std::make_move_iterator(begin + static_cast<long>(last) + 1),
                        std::make_move_iterator(frames.end()));
  const std::vector<std::optional<Stamped>> body(stamped.begin() + static_cast<long>(first),
                                                 stamped.begin() + static_cast<long>(last) + 1);
  delivery.stamped_frames = body.size();
  delivery.has_first = body.front()->stamp.frame_index == 0;
  delivery.intact = std::all_of(body.begin(), body.end(), [](const auto& frame) { return !frame || frame->intact; });
  identify(body, context, delivery);
  const std::string tear = find_tear(body);
  delivery.whole = tear.empty();
  if (!tear.empty()) delivery.fault = tear;
  for (std::size_t i = 0; i < body.size() && !delivery.intact; ++i) {
    if (!body[i] || body[i]->intact) continue;
    delivery.fault = fmt::format("its frame {} ({} bytes) does not have the size, checksum and content of its stamp", i,
                                 delivery.sizes[i]);
    break;
  }
}

}  // namespace zassay
