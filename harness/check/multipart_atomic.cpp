#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/surplus.hpp"

namespace zassay {
namespace {

/// Whether everything that was to come at the socket had come, by a collection that starved after the event.
bool starved_after(const History& history, std::size_t socket, std::size_t event) {
  return std::any_of(history.evidence.begin(), history.evidence.end(), [&](const RecordedEvidence& evidence) {
    return evidence.event > event && evidence.kind == "starved" && evidence.outcome == "came" &&
           evidence.socket == history.socket_name(socket);
  });
}

}  // namespace

Finding check_multipart_atomic(const History& history, const RecordedExpectation& expectation) {
  const Scope scope = scope_of(history, expectation);
  Finding finding = begin_finding(expectation, name_of(history, scope));
  std::size_t judged = 0;
  const Surplus surplus(history);
  Complaints wrong;
  Complaints unfinished;
  for (const Delivery& delivery : history.deliveries) {
    if (!is_in_scope(delivery, scope)) continue;
    ++judged;
    // A corrupt stamp may claim any place in any message: that is for `intact` to say.
    if (!delivery.intact || delivery.foreign) continue;
    const std::string fault = delivery.whole ? surplus.find(delivery) : delivery.fault;
    if (fault.empty()) continue;
    wrong.add(fmt::format("{} is not whole at {}: {}", name_of(history, delivery.identity),
                          history.socket_name(delivery.socket), fault),
              delivery.event);
  }
  for (const Delivery& delivery : history.unfinished) {
    if (!is_in_scope(delivery, scope)) continue;
    ++judged;
    const std::string text = fmt::format("{} was broken off at {} behind frame {} of {} and never went on",
                                         name_of(history, delivery.identity), history.socket_name(delivery.socket),
                                         delivery.stamped_frames, delivery.frame_count);
    const std::size_t message = history.message_index(delivery.identity);
    const std::size_t accepted = message == no_index ? no_index : history.range_of(history.messages[message]).event;
    const bool proven =
        accepted != no_index && starved_after(history, delivery.socket, std::max(accepted, delivery.event));
    (proven ? wrong : unfinished).add(text, delivery.event);
  }
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  if (judged == 0) return conclude(std::move(finding), Outcome::not_exercised, "nothing was delivered");
  if (!unfinished.empty()) {
    return conclude(std::move(finding), Outcome::inconclusive, unfinished.sentence(), unfinished.events());
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("{} messages arrived whole", judged));
}

}  // namespace zassay
