#include <fmt/format.h>

#include "check/checks.hpp"
#include "check/duplicates.hpp"
#include "check/finding.hpp"
#include "check/loss.hpp"
#include "check/surplus.hpp"

namespace zassay {
namespace {

/// What is wrong with a message that arrived, as a whole or as one that should not be there; empty if nothing is.
std::string find_defect(const History& history, const Delivery& delivery, const Surplus& surplus, Losses& losses) {
  const std::string& receiver = history.socket_name(delivery.socket);
  if (!delivery.fault.empty()) {
    const std::string what = delivery.foreign ? "a foreign message" : name_of(history, delivery.identity);
    const char* how = delivery.foreign ? "" : delivery.intact ? " torn" : " corrupt";
    return fmt::format("{} arrived{} at {}: {}", what, how, receiver, delivery.fault);
  }
  if (const std::string too_much = surplus.find(delivery); !too_much.empty()) {
    return fmt::format("{} arrived torn at {}: {}", name_of(history, delivery.identity), receiver, too_much);
  }
  const std::size_t message = history.message_index(delivery.identity);
  if (message == no_index) {
    if (history.may_have_been_sent(delivery.identity)) return {};
    return fmt::format("{} arrived at {}, though it was never accepted", name_of(history, delivery.identity), receiver);
  }
  const AcceptedRange& range = history.range_of(history.messages[message]);
  const auto& groups = losses.groups(message);
  if (range.to == no_index || groups.size() != 1 || groups.front().contains(delivery.socket)) return {};
  return fmt::format("{} arrived at {}, though it was sent to {}", name_of(history, delivery.identity), receiver,
                     history.socket_name(range.to));
}

}  // namespace

Finding check_exact(const History& history, const RecordedExpectation& expectation) {
  const Scope scope = scope_of(history, expectation);
  Finding finding = begin_finding(expectation, name_of(history, scope));
  Losses losses(history);
  const Surplus surplus(history);
  Complaints wrong;
  for (const Delivery& delivery : history.deliveries) {
    if (!is_in_scope(delivery, scope)) continue;
    const std::string defect = find_defect(history, delivery, surplus, losses);
    if (!defect.empty()) wrong.add(defect, delivery.event);
  }
  find_duplicates(history, scope, losses, wrong);
  std::uint64_t judged = 0;
  Complaints missing;
  for (std::size_t message = 0; message < history.messages.size(); ++message) {
    const AcceptedMessage& accepted = history.messages[message];
    if (accepted.identity.stream != scope.stream) continue;
    for (const ReceiverGroup& group : losses.groups(message, scope.at)) {
      ++judged;
      const Fate fate = losses.fate(message, group);
      if (fate.state == Fate::State::arrived) continue;
      const AcceptedRange& range = history.range_of(accepted);
      const std::string text = fmt::format("{} was accepted by {} {}", name_of(history, accepted.identity),
                                           history.socket_name(range.socket), losses.proof(message, group, fate));
      (fate.is_lost() ? wrong : missing).add(text, range.event);
    }
  }
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  if (judged == 0)
    return conclude(std::move(finding), Outcome::not_exercised, "nothing was accepted that should arrive");
  if (!missing.empty()) {
    return conclude(std::move(finding), Outcome::inconclusive, missing.sentence(), missing.events());
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("{} messages arrived exactly once, intact", judged));
}

}  // namespace zassay
