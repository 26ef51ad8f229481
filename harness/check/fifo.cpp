#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {

Finding check_fifo(const History& history, const RecordedExpectation& expectation) {
  const Scope scope = scope_of(history, expectation);
  Finding finding = begin_finding(expectation, name_of(history, scope));
  struct Line {
    std::uint64_t highest = 0;
    std::set<std::uint64_t> seen;
  };
  // Two senders of one stream keep no order between them, so each receiver has a line for each.
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, Line> lines;
  Complaints wrong;
  for (const Delivery& delivery : history.deliveries) {
    if (!is_in_scope(delivery, scope) || !delivery.identified || delivery.foreign) continue;
    if (scope.stream != no_index && delivery.identity.stream != scope.stream) continue;
    const std::size_t message = history.message_index(delivery.identity);
    const std::size_t sender = message == no_index ? no_index : history.range_of(history.messages[message]).socket;
    const std::uint64_t sequence = delivery.identity.sequence;
    Line& line = lines[{delivery.socket, delivery.identity.stream, sender}];
    // The second copy of a duplicate comes late by nature; that is not about order.
    if (!line.seen.insert(sequence).second) continue;
    if (line.seen.size() > 1 && sequence < line.highest) {
      wrong.add(fmt::format("{} arrived at {} after message {}", name_of(history, delivery.identity),
                            history.socket_name(delivery.socket), line.highest),
                delivery.event);
    }
    line.highest = std::max(line.highest, sequence);
  }
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  std::size_t most = 0;
  for (const auto& [key, line] : lines) most = std::max(most, line.seen.size());
  if (most < 2) {
    return conclude(std::move(finding), Outcome::not_exercised, "fewer than two messages arrived at every receiver");
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("up to {} messages arrived in order", most));
}

}  // namespace zassay
