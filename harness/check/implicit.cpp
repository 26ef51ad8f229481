// `ledger` and `released`: the checks by which every case is judged, whether it names them or not.

#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/ledger.hpp"

namespace zassay {

Finding check_ledger(const History& history, const RecordedExpectation& expectation) {
  return judge_ledger(history, make_ledger(history), expectation);
}

Finding judge_ledger(const History& history, const std::vector<LedgerEntry>& ledger,
                     const RecordedExpectation& expectation) {
  Finding finding = begin_finding(expectation, "every stream");
  if (history.messages.empty()) return conclude(std::move(finding), Outcome::not_exercised, "nothing was accepted");
  std::size_t lost = 0;
  Complaints unexplained;
  for (const LedgerEntry& entry : ledger) {
    lost += entry.sequences.size();
    if (entry.cause != "unexplained") continue;
    const std::size_t message = history.message_index({history.stream_index(entry.stream), entry.sequences.front()});
    unexplained.add(
        fmt::format("{} of stream {} did not arrive at {}, without a cause (messages {}): {}", entry.sequences.size(),
                    entry.stream, entry.at, describe_sequences(entry.sequences), entry.evidence),
        message == no_index ? no_index : history.range_of(history.messages[message]).event);
  }
  if (!unexplained.empty()) {
    return conclude(std::move(finding), Outcome::fail, unexplained.sentence(), unexplained.events());
  }
  const std::string text = lost == 0 ? "no message is proven lost" : fmt::format("each of {} losses has a cause", lost);
  return conclude(std::move(finding), Outcome::pass, text);
}

Finding check_released(const History& history, const RecordedExpectation& expectation) {
  Finding finding = begin_finding(expectation, "every side");
  if (history.resources.empty())
    return conclude(std::move(finding), Outcome::not_exercised, "resources were not counted");
  Complaints wrong;
  for (const ResourcesEvent& event : history.resources) {
    const auto compare = [&](const char* what, std::int64_t before, std::int64_t after) {
      if (after <= before) return;
      wrong.add(
          fmt::format("side {} has {} {} after its context ended, and had {} before", event.side, after, what, before),
          event.event);
    };
    compare("descriptors", event.before.descriptors, event.after.descriptors);
    compare("threads", event.before.threads, event.after.threads);
    compare("child processes", event.before.children, event.after.children);
  }
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  return conclude(std::move(finding), Outcome::pass, "descriptors, threads and processes went back to what they were");
}

}  // namespace zassay
