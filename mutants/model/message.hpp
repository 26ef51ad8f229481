#pragma once

#include <zmq.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>

namespace zassay::model {

/// Octets that frames share. The last frame that lets go of them releases them: by the free function, once, with the
/// data and the hint that were given (API-MSG-09), on whichever thread that happens (API-MSG-10).
class Content {
 public:
  Content(void* data, std::size_t size, zmq_free_fn* release, void* hint)
      : data_(data), size_(size), release_(release), hint_(hint) {}
  Content(const Content&) = delete;
  Content& operator=(const Content&) = delete;
  ~Content();

  /// Releases the octets now: nothing may read them after it.
  void give_back();
  void* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  void* data_;
  std::size_t size_;
  zmq_free_fn* release_;
  void* hint_;
};

/// One part of a message. A copy shares the octets (API-MSG-13); one without content is empty.
struct Frame {
  std::shared_ptr<Content> content;
  bool more = false;

  static Frame of(std::string_view bytes);
  std::string_view bytes() const;
};

/// A whole message: its frames in order.
using Message = std::deque<Frame>;

/// What stands in a zmq_msg_t: a frame, and a mark that it was initialised and not closed. `more` outlives the close
/// (API-MSG-15).
class Slot {
 public:
  /// The slot in a message object; null if that is no message (API-MSG-12: EFAULT).
  static Slot* in(const zmq_msg_t* message);
  /// Makes a message object an empty message, whatever it was before.
  static Slot& init(zmq_msg_t* message);
  static bool more(const zmq_msg_t* message);
  void close();

  Frame frame;

 private:
  std::uint32_t tag_ = open_tag;
  static constexpr std::uint32_t open_tag = 0x6f70656e;
};

/// Octets of that size, not initialised; null if there is no memory for them.
std::shared_ptr<Content> allocate(std::size_t size);

}  // namespace zassay::model
