#include "check/surplus.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace zassay {
namespace {

/// What a sender has begun and not ended, as far as it is known.
struct Begun {
  bool literal = false;  ///< its last frame was a literal one, and more follow
  bool stream = false;   ///< so was one with a stamp
};

/// Types whose application sees no address in front of what was sent.
bool hides_addresses(const std::string& type) {
  static const std::set<std::string> types{"PAIR", "PULL", "SUB", "XSUB", "REQ", "REP", "GATHER", "DISH", "CHANNEL"};
  return types.contains(type);
}

}  // namespace

Surplus::Surplus(const History& history) : history_(history) {
  std::map<std::string, Begun> begun;
  for (const RecordedOperation& operation : history.operations) {
    const bool carries = operation.call == "relay" || operation.call == "proxy";
    const bool appends = carries && operation.arguments.contains("append");
    const bool sends_an_object = operation.call == "message.send";  // whose frames nobody has looked at
    may_have_trail_ = may_have_trail_ || appends || sends_an_object;
    may_have_envelope_ = may_have_envelope_ || carries || sends_an_object;
    if (operation.call != "send") continue;
    const bool is_stream = operation.arguments.contains("stream");
    const bool more = operation.has_flag("SNDMORE") || operation.arguments.contains("cut");
    Begun& open = begun[operation.socket];
    if (is_stream && open.literal) may_have_envelope_ = true;
    if (!is_stream && open.stream) may_have_trail_ = true;
    const bool was_refused = operation.reply && !operation.reply->error.empty();  // then what was begun may go on
    open.literal = more ? open.literal || !is_stream : was_refused && open.literal;
    open.stream = more ? open.stream || is_stream : was_refused && open.stream;
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
