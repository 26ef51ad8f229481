#include "reports/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/exit_code.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

int weight_of(std::string_view level) { return level == "INFO" ? 0 : level == "SHOULD" ? 1 : 2; }

/// The weightiest level among the findings with one of these outcomes; -1 if there is none.
int weightiest(const CellResult& cell, std::initializer_list<Outcome> outcomes) {
  int weight = -1;
  for (const Finding& finding : cell.judgement.findings) {
    const bool is_meant = std::find(outcomes.begin(), outcomes.end(), finding.outcome) != outcomes.end();
    if (is_meant) weight = std::max(weight, weight_of(finding.level));
  }
  return weight;
}

bool decided_by_a_finding(const CellResult& cell) {
  const auto& findings = cell.judgement.findings;
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.outcome == Outcome::fail && finding.check == cell.judgement.check;
  });
}

std::string head_of(const RunResult& run, const Tally& tally) {
  const auto count = [&](Standing standing) { return tally.standings.at(standing); };
  switch (exit_code(run)) {
    case 3:
      return "Not judged: " + counted(count(Standing::harness_error) + run.errors.size(), "harness error");
    case 6:
      return "Nothing ran";
    case 1:
      return fmt::format("Not conformant: {} in {}", counted(count(Standing::failed), "MUST failure"),
                         counted(tally.failed_cases, "case"));
    case 4:
      return fmt::format("Not as expected: {}", counted(run.stale_expectations.size(), "stale expectation"));
    case 5:
      return "Not decided";
    default:
      return count(Standing::expected) ? "As expected" : "Conformant";
  }
}

}  // namespace

std::string_view words_of(Standing standing) {
  switch (standing) {
    case Standing::passed:
      return "passed";
    case Standing::expected:
      return "known deviation";
    case Standing::unsupported:
      return "unsupported";
    case Standing::recorded:
      return "recorded (INFO)";
    case Standing::warned:
      return "warning (SHOULD)";
    case Standing::undecided:
      return "undecided";
    case Standing::failed:
      return "failed";
    case Standing::harness_error:
      return "harness error";
  }
  return "harness error";
}

bool is_failure(Verdict verdict) {
  return verdict == Verdict::fail || verdict == Verdict::stuck || verdict == Verdict::violation ||
         verdict == Verdict::hang || verdict == Verdict::crash;
}

std::string level_of(const CellResult& cell) {
  // The judgement's level is that of all that is not green: a failed SHOULD beside an undecided MUST would look like
  // a failed MUST.
  if (cell.judgement.verdict != Verdict::fail || !decided_by_a_finding(cell)) return cell.judgement.level;
  const int weight = weightiest(cell, {Outcome::fail});
  return weight == 0 ? "INFO" : weight == 1 ? "SHOULD" : "MUST";
}

Standing standing_of(const CellResult& cell) {
  const Verdict verdict = cell.judgement.verdict;
  if (verdict == Verdict::error) return Standing::harness_error;
  if (verdict == Verdict::pass) return Standing::passed;
  if (verdict == Verdict::unsupported) return Standing::unsupported;
  if (is_failure(verdict) && cell.expected_reason) return Standing::expected;
  const int weight = weight_of(level_of(cell));
  if (weight == 0) return Standing::recorded;
  if (weight == 1) return Standing::warned;
  return is_failure(verdict) ? Standing::failed : Standing::undecided;
}

bool hides_undecided(const CellResult& cell) {
  const Standing standing = standing_of(cell);
  return (standing == Standing::warned || standing == Standing::recorded) && is_failure(cell.judgement.verdict) &&
         weightiest(cell, {Outcome::inconclusive, Outcome::not_exercised}) == 2 && cell.judgement.level == "MUST";
}

std::string word_of(const CellResult& cell) {
  const Standing standing = standing_of(cell);
  if (standing == Standing::expected) return "known deviation";
  const std::string verdict = to_string(cell.judgement.verdict);
  const bool is_lower = standing == Standing::warned || standing == Standing::recorded;
  return is_lower ? fmt::format("{} ({})", verdict, level_of(cell)) : verdict;
}

std::string_view glyph_of(const CellResult& cell) {
  return standing_of(cell) == Standing::expected ? "≈" : glyph_of(cell.judgement.verdict);
}

std::string_view glyph_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "✓";
    case Verdict::not_exercised:
      return "○";
    case Verdict::inconclusive:
      return "?";
    case Verdict::unsupported:
      return "–";
    case Verdict::fail:
      return "✗";
    case Verdict::stuck:
      return "■";
    case Verdict::violation:
      return "≠";
    case Verdict::hang:
      return "∞";
    case Verdict::crash:
      return "†";
    case Verdict::error:
      return "!";
  }
  return "!";
}

std::string check_of(const CellResult& cell) {
  if (!cell.judgement.check.empty()) return cell.judgement.check;
  return cell.code.empty() ? to_string(cell.judgement.verdict) : cell.code;
}

Tally tally_of(const RunResult& run) {
  Tally tally;
  for (const Verdict verdict : verdicts_worst_first()) tally.verdicts[verdict] = 0;
  for (int i = 0; i <= static_cast<int>(Standing::harness_error); ++i) tally.standings[static_cast<Standing>(i)] = 0;
  std::set<std::string> failed_cases;
  for (const CellResult& cell : run.cells) {
    const Standing standing = standing_of(cell);
    ++tally.verdicts[cell.judgement.verdict];
    ++tally.standings[standing];
    if (standing == Standing::failed) failed_cases.insert(cell.case_name);
  }
  tally.failed_cases = failed_cases.size();
  return tally;
}

std::string verdict_sentence(const RunResult& run) {
  const Tally tally = tally_of(run);
  const auto count = [&](Standing standing) { return tally.standings.at(standing); };
  const int code = exit_code(run);
  std::vector<std::string> parts{head_of(run, tally)};
  const auto add = [&](std::size_t number, std::string_view what) {
    if (number) parts.push_back(fmt::format("{} {}", number, what));
  };
  const auto add_counted = [&](std::size_t number, std::string_view noun) {
    if (number) parts.push_back(counted(number, noun));
  };
  if (code != 1 && count(Standing::failed)) add_counted(count(Standing::failed), "MUST failure");
  if (code != 4) add_counted(run.stale_expectations.size(), "stale expectation");
  std::size_t inconclusive = 0;
  std::size_t not_exercised = 0;
  for (const CellResult& cell : run.cells) {
    if (standing_of(cell) != Standing::undecided) continue;
    ++(cell.judgement.verdict == Verdict::inconclusive ? inconclusive : not_exercised);
  }
  add(inconclusive, "inconclusive");
  add(not_exercised, "not exercised");
  add_counted(count(Standing::warned), "SHOULD warning");
  add(count(Standing::recorded), "recorded for information");
  add_counted(count(Standing::expected), "known deviation");
  add(count(Standing::unsupported), "unsupported");
  if (code != 6) parts.push_back(fmt::format("{} passed", count(Standing::passed)));
  if (!run.complete) parts.push_back(fmt::format("stopped after {} of {} cells", run.cells.size(), run.planned));
  return fmt::format("{}", fmt::join(parts, "; "));
}

const std::vector<Verdict>& verdicts_worst_first() {
  static const std::vector<Verdict> order{
      Verdict::error, Verdict::crash,        Verdict::hang,          Verdict::violation,   Verdict::stuck,
      Verdict::fail,  Verdict::inconclusive, Verdict::not_exercised, Verdict::unsupported, Verdict::pass};
  return order;
}

}  // namespace zassay
