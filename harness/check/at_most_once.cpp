#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/checks.hpp"
#include "check/duplicates.hpp"

namespace zassay {
namespace {

bool share(const std::vector<ReceiverGroup>& groups, std::size_t one, std::size_t other) {
  return std::any_of(groups.begin(), groups.end(), [&](const ReceiverGroup& group) {
    return !group.copies && group.contains(one) && group.contains(other);
  });
}

}  // namespace

void find_duplicates(const History& history, const Scope& scope, Losses& losses, Complaints& complaints) {
  std::map<std::pair<std::size_t, std::uint64_t>, std::vector<const Delivery*>> seen;
  for (const Delivery& delivery : history.deliveries) {
    const bool counts = delivery.identified && !delivery.foreign && !delivery.probe && delivery.has_first;
    if (!counts || (scope.stream != no_index && delivery.identity.stream != scope.stream)) continue;
    if (scope.at != no_index && delivery.socket != scope.at) continue;
    auto& earlier = seen[{delivery.identity.stream, delivery.identity.sequence}];
    const std::size_t message = history.message_index(delivery.identity);
    const auto before = std::find_if(earlier.begin(), earlier.end(), [&](const Delivery* other) {
      if (other->socket == delivery.socket) return true;
      return message != no_index && share(losses.groups(message), other->socket, delivery.socket);
    });
    if (before != earlier.end()) {
      const std::string& first_at = history.socket_name((*before)->socket);
      const std::string& second_at = history.socket_name(delivery.socket);
      const std::string where =
          first_at == second_at ? "twice at " + first_at : fmt::format("at {} and again at {}", first_at, second_at);
      complaints.add(fmt::format("{} arrived {}", name_of(history, delivery.identity), where), delivery.event);
    }
    earlier.push_back(&delivery);
  }
}

Finding check_at_most_once(const History& history, const RecordedExpectation& expectation) {
  const Scope scope = scope_of(history, expectation);
  Finding finding = begin_finding(expectation, name_of(history, scope));
  const auto count = std::count_if(history.deliveries.begin(), history.deliveries.end(),
                                   [&](const Delivery& delivery) { return is_in_scope(delivery, scope); });
  if (count == 0) return conclude(std::move(finding), Outcome::not_exercised, "nothing was delivered");
  Losses losses(history);
  Complaints wrong;
  find_duplicates(history, scope, losses, wrong);
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  return conclude(std::move(finding), Outcome::pass, fmt::format("none of {} deliveries is a second one", count));
}

}  // namespace zassay
