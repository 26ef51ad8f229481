#pragma once

#include <zmq.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "base/stamp.hpp"
#include "mutants/shim/real.hpp"

namespace zassay::mutants {

/// A frame that the shim holds. For one thread.
class Frame {
 public:
  Frame() { real().zmq_msg_init(&value_); }
  /// A new frame without the mark that more follow.
  explicit Frame(std::string_view bytes) {
    real().zmq_msg_init_size(&value_, bytes.size());
    if (!bytes.empty()) std::memcpy(real().zmq_msg_data(&value_), bytes.data(), bytes.size());
  }
  Frame(Frame&& other) noexcept : Frame() { real().zmq_msg_move(&value_, &other.value_); }
  Frame& operator=(Frame&& other) noexcept {
    real().zmq_msg_move(&value_, &other.value_);
    return *this;
  }
  ~Frame() { real().zmq_msg_close(&value_); }

  /// Another reference to the same content, with the same mark.
  Frame copy() const {
    Frame other;
    real().zmq_msg_copy(&other.value_, const_cast<zmq_msg_t*>(&value_));
    return other;
  }
  std::string_view bytes() const {
    return {static_cast<const char*>(real().zmq_msg_data(const_cast<zmq_msg_t*>(&value_))),
            real().zmq_msg_size(&value_)};
  }
  bool more() const { return real().zmq_msg_more(&value_) != 0; }
  std::optional<Stamp> stamp() const { return read_stamp(bytes()); }
  zmq_msg_t* get() { return &value_; }

 private:
  zmq_msg_t value_;
};

using Message = std::vector<Frame>;

/// The bytes of a message object of the caller's.
std::string_view bytes_of(zmq_msg_t* message);
/// The stamp of a frame of a stream; nothing for literal frames and for probes, which have stream 0.
std::optional<Stamp> stream_stamp(std::string_view frame);
/// The stamp of a message of a stream: that of its first stamped frame.
std::optional<Stamp> stream_stamp(const Message& message);
/// Where the first stamped frame stands; the number of frames if there is none.
std::size_t first_stamped(const Message& message);
/// Where the content of a message begins that came to a socket of that type: at its first stamped frame; without a
/// stamp behind the routing id that a ROUTER gives, else at the first frame.
std::size_t first_of_content(const Message& message, int type);
/// Whether it is one of the harness's probes, which no defect strikes: its stamp is of stream 0.
bool is_probe(std::string_view frame);
bool is_probe(const Message& message);
Message copy_of(const Message& message);

}  // namespace zassay::mutants
