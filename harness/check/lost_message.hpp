#pragma once

#include <string>

#include "check/causes.hpp"

namespace zassay {

/// One lost message, with what every rule asks for. Rules look at the first hop, where the message was accepted; later
/// hops have no `accepted` event, so that what is found there is only likely.
struct Causes::Lost {
  std::size_t message = 0;
  const ReceiverGroup& group;
  const Fate& fate;
  const AcceptedRange& range;
  const RecordedSocket& sender;
  const std::string first_frame;
};

/// What a rule answers that applies.
inline bool settle(Cause& cause, const char* name, bool is_certain, std::string evidence) {
  cause = {name, is_certain ? "certain" : "likely", std::move(evidence)};
  return true;
}

}  // namespace zassay
