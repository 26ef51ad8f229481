#pragma once

#include <cstdint>
#include <string>

#include "wire/command.hpp"
#include "wire/item.hpp"

namespace zassay {

/// What one side of a connection has said so far, and by that what its items are. For one thread.
class Speech {
 public:
  enum class Kind {
    front,         ///< octets of a greeting's first eleven: they go on one for one, before the rest is there
    greeting,      ///< as a whole
    command,       ///< of ZMTP 3
    identity,      ///< the first frame of ZMTP 1.0 and 2.0
    subscription,  ///< or its end, spelled as a message
    sealed,        ///< a MESSAGE of CURVE
    frame,         ///< of a message
  };

  /// Of each item, once, in their order.
  Kind take(const wire::Item& item);

  wire::Framing framing() const { return framing_; }
  bool is_curve() const { return mechanism_ == "CURVE"; }
  std::uint64_t message() const { return messages_; }  ///< which one the last frame is a part of, from 1
  bool is_first_frame() const { return is_first_; }    ///< the last frame, of its message

 private:
  Kind kind_of_frame(const wire::Item& item);

  wire::Framing framing_ = wire::Framing::v1;
  std::string mechanism_;
  bool subscribes_ = false;
  bool identity_is_next_ = true;
  bool in_message_ = false;
  bool is_first_ = false;
  std::uint64_t messages_ = 0;
};

}  // namespace zassay
