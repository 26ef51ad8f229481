#include "check/surplus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace zassay {
namespace {

/// Whether the operation may give the library a frame without a stamp that a stamped one follows, or that follows one.
bool may_join(const RecordedOperation& operation) {
  const bool is_literal = operation.call == "send" && !operation.arguments.contains("stream");
  return operation.call == "message.send" || (is_literal && operation.has_flag("SNDMORE"));
}

/// Types whose application sees no address in front of what was sent.
bool hides_addresses(const std::string& type) {
  static const std::set<std::string> types{"PAIR", "PULL", "SUB", "XSUB", "REQ", "REP", "GATHER", "DISH", "CHANNEL"};
  return types.contains(type);
}

}  // namespace

Surplus::Surplus(const History& history) : history_(history) {
  for (const RecordedOperation& operation : history.operations) {
    const bool carries = operation.call == "relay" || operation.call == "proxy";
    const bool appends = carries && operation.arguments.contains("append");
    may_have_trail_ = may_have_trail_ || appends || may_join(operation);
    may_have_envelope_ = may_have_envelope_ || carries || may_join(operation);
  }
}

std::string Surplus::find(const Delivery& delivery) const {
  if (!delivery.identified || !delivery.whole || delivery.foreign) return {};
  if (!delivery.trail.empty() && !may_have_trail_) {
    return fmt::format("behind its last frame stands {}, which nobody sent", describe(delivery.trail));
  }
  const std::size_t message = history_.message_index(delivery.identity);
  const bool has_lead = message == no_index || !history_.range_of(history_.messages[message]).lead.empty();
  const std::string& type = history_.header.sockets[delivery.socket].type;
  if (delivery.envelope.empty() || may_have_envelope_ || has_lead || !hides_addresses(type)) return {};
  return fmt::format("in front of its first frame stands {}, which nobody sent", describe(delivery.envelope));
}

}  // namespace zassay
