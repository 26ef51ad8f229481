#include "check/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/ledger.hpp"

namespace zassay {
namespace {

int weight_of(const std::string& level) { return level == "MUST" ? 2 : level == "SHOULD" ? 1 : 0; }

/// A check's own level lowers its case's, and never raises it.
std::string lower_level(const std::string& one, const std::string& other) {
  return weight_of(one) < weight_of(other) ? one : other;
}

/// What the end of the story says by itself.
struct Ending {
  Verdict verdict = Verdict::pass;
  std::string check;  ///< or the code of a breakage
};

Ending ending_of(const History& history) {
  if (!history.end) return {Verdict::inconclusive, "end"};
  const StoryEnd& end = *history.end;
  const auto coded = [&](const char* otherwise) { return end.code.empty() ? std::string(otherwise) : end.code; };
  if (end.outcome == "completed") return {Verdict::pass, {}};
  if (end.outcome == "contradicted") return {Verdict::fail, "until"};
  if (end.outcome == "unexpected") return {Verdict::fail, "step"};
  if (end.outcome == "unknown") return {Verdict::inconclusive, "until"};
  if (end.outcome == "stuck") return {Verdict::stuck, "stuck"};
  if (end.outcome == "crash") return {Verdict::crash, coded("crash")};
  if (end.outcome == "hang") return {Verdict::hang, coded("hang")};
  if (end.outcome == "violation") return {Verdict::violation, coded("violation")};
  if (end.outcome == "unsupported") return {Verdict::unsupported, "unsupported"};
  if (end.outcome == "error") return {Verdict::error, coded("error")};
  return {Verdict::error, "unknown-end"};
}

std::string reason_of(const History& history) {
  if (!history.end) return "the history has no end: the runner was killed before the story was over";
  if (!history.end->reason.empty()) return history.end->reason;
  return fmt::format("the story ended as {}", history.end->outcome);
}

/// The end of the story as a finding, where it is an outcome that a check could have.
std::optional<Finding> finding_of(const History& history, const Ending& ending) {
  if (ending.verdict != Verdict::fail && ending.verdict != Verdict::inconclusive) return std::nullopt;
  Finding finding;
  finding.check = ending.check;
  finding.subject = "the story";
  finding.outcome = ending.verdict == Verdict::fail ? Outcome::fail : Outcome::inconclusive;
  finding.level = history.header.level;
  finding.line = history.end ? history.end->line : 0;
  finding.sentence = reason_of(history);
  if (history.end) finding.events = {history.end->event};
  return finding;
}

/// Runs the checks. The first expectation that makes no sense is put into `error`.
std::vector<Finding> run_checks(const History& history, const std::vector<LedgerEntry>& ledger, std::string& error) {
  std::vector<Finding> findings;
  for (const RecordedExpectation& expectation : history.header.expect) {
    const CheckEntry* entry = find_check_entry(expectation.check);
    const std::string problem = entry == nullptr ? fmt::format("there is no check \"{}\"", expectation.check)
                                                 : find_bad_argument(history, expectation, entry->arguments);
    if (!problem.empty()) {
      if (error.empty()) error = fmt::format("{} (line {} of the case)", problem, expectation.line);
      continue;
    }
    findings.push_back(entry->function(history, expectation));
  }
  RecordedExpectation implicit;
  const auto is_named = [](const RecordedExpectation& item) { return item.check == "well_formed"; };
  const auto& expect = history.header.expect;
  if (!history.wire.empty() && std::none_of(expect.begin(), expect.end(), is_named)) {
    implicit.check = "well_formed";
    findings.push_back(check_well_formed(history, implicit));
  }
  implicit.check = "ledger";
  findings.push_back(judge_ledger(history, ledger, implicit));
  implicit.check = "released";
  implicit.level = "SHOULD";
  findings.push_back(check_released(history, implicit));
  for (Finding& finding : findings) finding.level = lower_level(finding.level, history.header.level);
  return findings;
}

bool is_green(const Finding& finding) {
  const CheckEntry* entry = find_check_entry(finding.check);
  const bool may_be_idle = entry != nullptr && entry->is_implicit;
  return finding.outcome == Outcome::pass || (may_be_idle && finding.outcome == Outcome::not_exercised);
}

void decide(Judgement& judgement, Verdict verdict, const std::string& level, const std::string& check,
            const std::string& reason, int line) {
  judgement.verdict = verdict;
  judgement.level = level;
  judgement.check = check;
  judgement.reason = reason;
  judgement.line = line;
}

/// Checks of what became of the messages. What they prove is nearer to the cause than where the story stopped: a call
/// that waits for a message which was lost is stuck, too.
bool speaks_of_messages(const std::string& check) {
  static const std::set<std::string> names{"exact",  "at_most_once", "fifo", "multipart_atomic",
                                           "intact", "lost",         "trail"};
  return names.contains(check);
}

/// The verdict of the findings: only those of the weightiest level that is not green decide, so that a SHOULD that
/// failed does not hide a MUST that is undecided, nor stands for it.
void decide_by_findings(Judgement& judgement) {
  const Finding* deciding = nullptr;
  for (const Finding& finding : judgement.findings) {
    if (is_green(finding)) continue;
    const auto rank = [](const Finding& item) {
      return std::tuple(weight_of(item.level), verdict_of(item.outcome), speaks_of_messages(item.check));
    };
    if (deciding == nullptr || rank(finding) > rank(*deciding)) deciding = &finding;
  }
  if (deciding == nullptr) return;
  decide(judgement, verdict_of(deciding->outcome), deciding->level, deciding->check, deciding->sentence,
         deciding->line);
}

}  // namespace

Judgement judge(const History& history) {
  Judgement judgement;
  judgement.verdict = Verdict::pass;
  judgement.level = history.header.level;
  judgement.accepted = history.messages.size();
  judgement.delivered = static_cast<std::uint64_t>(
      std::count_if(history.deliveries.begin(), history.deliveries.end(),
                    [](const Delivery& delivery) { return delivery.stamped && !delivery.probe; }));
  judgement.ledger = make_ledger(history);
  const Ending ending = ending_of(history);
  if (auto finding = finding_of(history, ending)) judgement.findings.push_back(std::move(*finding));
  std::string bad_expectation;
  for (Finding& finding : run_checks(history, judgement.ledger, bad_expectation)) {
    judgement.findings.push_back(std::move(finding));
  }
  decide_by_findings(judgement);
  const int line = history.end ? history.end->line : 0;
  const bool unsupported_stands = ending.verdict == Verdict::unsupported && judgement.verdict != Verdict::fail;
  const bool is_consequence = ending.verdict == Verdict::stuck && judgement.verdict == Verdict::fail &&
                              judgement.level == history.header.level && speaks_of_messages(judgement.check);
  const bool breaks = (ending.verdict > Verdict::fail && !is_consequence) || unsupported_stands;
  if (!bad_expectation.empty()) {
    decide(judgement, Verdict::error, history.header.level, "bad-expectation", bad_expectation, 0);
  } else if (breaks) {
    decide(judgement, ending.verdict, history.header.level, ending.check, reason_of(history), line);
  } else if (is_consequence) {
    judgement.reason += fmt::format("; then {}", reason_of(history));
  }
  return judgement;
}

}  // namespace zassay
