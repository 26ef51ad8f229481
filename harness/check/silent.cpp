#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/routes.hpp"

namespace zassay {
namespace {

/// The last event by which the library took something that could come to the socket; 0 if there is none.
std::size_t latest_sent_to(const History& history, std::size_t at) {
  Routes routes(history);
  const auto comes = [&](std::size_t sender, std::size_t to) {
    const auto& groups = routes.of(sender, to);
    return std::any_of(groups.begin(), groups.end(), [&](const ReceiverGroup& group) { return group.contains(at); });
  };
  std::size_t latest = 0;
  for (const AcceptedRange& range : history.accepted) {
    if (comes(range.socket, range.to)) latest = std::max(latest, range.event);
  }
  for (const SentMessage& sent : history.sent) {
    if (comes(sent.socket, no_index)) latest = std::max(latest, sent.event);
  }
  for (const RecordedOperation& operation : history.operations) {
    const std::size_t sender = socket_of(history, operation);
    if (sender != no_index && comes(sender, no_index)) latest = std::max(latest, message_object_sent(operation));
  }
  return latest;
}

}  // namespace

Finding check_silent(const History& history, const RecordedExpectation& expectation) {
  const std::size_t at = socket_argument(history, expectation);
  const std::string& receiver = history.socket_name(at);
  Finding finding = begin_finding(expectation, receiver);
  for (const std::vector<Delivery>* deliveries : {&history.deliveries, &history.unfinished}) {
    for (const Delivery& delivery : *deliveries) {
      if (delivery.socket != at || delivery.probe) continue;
      const std::string what = delivery.stamped ? name_of(history, delivery.identity) : describe(delivery.literal);
      return conclude(std::move(finding), Outcome::fail, fmt::format("{} arrived at {}", what, receiver),
                      {delivery.event});
    }
  }
  const std::size_t sent = latest_sent_to(history, at);
  for (const RecordedEvidence& evidence : history.evidence) {
    if (evidence.kind != "starved" || evidence.outcome != "came" || evidence.socket != receiver ||
        evidence.event < sent) {
      continue;
    }
    return conclude(std::move(finding), Outcome::pass,
                    fmt::format("a collection at {} found nothing (starved)", receiver), {evidence.event});
  }
  return conclude(
      std::move(finding), Outcome::inconclusive,
      fmt::format("nothing arrived at {}, but no collection there starved after the last message was sent", receiver));
}

}  // namespace zassay
