#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/loss.hpp"

namespace zassay {
namespace {

/// One of the streams that take turns.
struct Turn {
  std::size_t stream = no_index;
  std::uint64_t waiting = 0;  ///< messages accepted before the first of the deliveries was asked for
  std::size_t latest_accepted = 0;
  std::uint64_t taken = 0;
};

bool is_of(const std::vector<Turn>& turns, std::size_t stream) {
  return std::any_of(turns.begin(), turns.end(), [&](const Turn& turn) { return turn.stream == stream; });
}

/// What came of the streams, each message once: a second copy takes no turn.
std::vector<const Delivery*> deliveries_at(const History& history, std::size_t at, const std::vector<Turn>& turns) {
  std::vector<const Delivery*> found;
  std::set<std::pair<std::size_t, std::uint64_t>> seen;
  for (const Delivery& delivery : history.deliveries) {
    const bool counts = delivery.socket == at && delivery.identified && !delivery.foreign && delivery.has_first;
    if (!counts || !is_of(turns, delivery.identity.stream)) continue;
    if (seen.insert({delivery.identity.stream, delivery.identity.sequence}).second) found.push_back(&delivery);
  }
  return found;
}

/// Whether a message of the streams was lost or arrived unreadable: it may have had its turn all the same.
bool has_lost_turns(const History& history, std::size_t at, const std::vector<Turn>& turns) {
  const bool unreadable = std::any_of(history.deliveries.begin(), history.deliveries.end(), [&](const Delivery& item) {
    return item.socket == at && item.stamped && !item.probe && (!item.identified || !item.others.empty());
  });
  if (unreadable) return true;
  Losses losses(history);
  for (std::size_t message = 0; message < history.messages.size(); ++message) {
    if (!is_of(turns, history.messages[message].identity.stream)) continue;
    for (const ReceiverGroup& group : losses.groups(message, at)) {
      if (losses.fate(message, group).is_lost()) return true;
    }
  }
  return false;
}

/// Whether everything that waits had reached the receiver before its first call: all was settled in between, or the
/// transport has no way to be on.
bool all_had_arrived(const History& history, const std::vector<Turn>& turns, std::size_t first_call) {
  if (history.header.transport == "inproc") return true;
  std::size_t latest = 0;
  for (const Turn& turn : turns) latest = std::max(latest, turn.latest_accepted);
  const RecordedEvidence* settled = latest_settled(history, first_call);
  return settled != nullptr && settled->event > latest;
}

}  // namespace

Finding check_fair(const History& history, const RecordedExpectation& expectation) {
  const std::size_t at = socket_argument(history, expectation);
  Finding finding = begin_finding(expectation, "streams at " + history.socket_name(at));
  std::vector<Turn> turns;
  for (const std::size_t stream : streams_argument(history, expectation, "streams")) turns.push_back({stream, 0, 0, 0});
  const std::vector<const Delivery*> deliveries = deliveries_at(history, at, turns);
  if (turns.size() < 2 || deliveries.empty()) {
    return conclude(std::move(finding), Outcome::not_exercised, "fewer than two streams, or nothing was delivered");
  }
  const std::size_t first_call = deliveries.front()->invoke_event;
  for (Turn& turn : turns) {
    for (const AcceptedRange& range : history.accepted) {
      if (range.stream != turn.stream || range.event > first_call) continue;
      turn.waiting += range.count;
      turn.latest_accepted = range.event;
    }
  }
  const std::uint64_t apart = integer_argument(expectation, "apart").value_or(1);
  const std::uint64_t over = integer_argument(expectation, "over").value_or(deliveries.size());
  std::uint64_t judged = 0;
  for (const Delivery* delivery : deliveries) {
    const bool all_wait = std::all_of(turns.begin(), turns.end(), [](const Turn& t) { return t.taken < t.waiting; });
    if (judged == over || !all_wait) break;
    ++judged;
    const auto turn =
        std::find_if(turns.begin(), turns.end(), [&](const Turn& t) { return t.stream == delivery->identity.stream; });
    ++turn->taken;
    const auto least = std::min_element(turns.begin(), turns.end(),
                                        [](const Turn& one, const Turn& other) { return one.taken < other.taken; });
    if (turn->taken - least->taken <= apart) continue;
    const std::string text = fmt::format("after {} deliveries at {} stream {} has had {} turns and stream {} only {}",
                                         judged, history.socket_name(at), history.stream_name(turn->stream),
                                         turn->taken, history.stream_name(least->stream), least->taken);
    if (!all_had_arrived(history, turns, first_call)) {
      return conclude(std::move(finding), Outcome::inconclusive,
                      text + ", but nothing proves that all streams had messages waiting", {delivery->event});
    }
    if (has_lost_turns(history, at, turns)) {
      return conclude(std::move(finding), Outcome::inconclusive,
                      text + ", but a message that was lost or damaged may have had a turn", {delivery->event});
    }
    return conclude(std::move(finding), Outcome::fail, text, {delivery->event});
  }
  if (judged < over && judged < turns.size()) {
    return conclude(std::move(finding), Outcome::inconclusive, "the streams did not all have messages waiting");
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("turns were fair over {} deliveries", judged));
}

}  // namespace zassay
