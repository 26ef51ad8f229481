#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/results.hpp"

namespace zassay {

/// What a cell means for the run, from the best to the worst (docs/verdicts.md, "Levels" and "Expectations").
enum class Standing {
  passed,         ///< green
  expected,       ///< deviates as an entry of expectations/ says
  unsupported,    ///< the implementation cannot express the case
  recorded,       ///< not green, at level INFO
  warned,         ///< not green, at level SHOULD
  undecided,      ///< inconclusive or not exercised, at level MUST
  failed,         ///< fail, stuck, crash, hang or violation, at level MUST
  harness_error,  ///< the harness's own fault
};

/// "passed", "known deviation", "unsupported", …: for people.
std::string_view words_of(Standing standing);

/// fail, stuck, violation, hang or crash: the implementation or its adapter did what it must not do.
bool is_failure(Verdict verdict);

/// "MUST", "SHOULD" or "INFO": the weightiest level among the failed checks of a failed cell, or else the level that
/// the judgement gives.
std::string level_of(const CellResult& cell);

Standing standing_of(const CellResult& cell);

/// Whether a cell that failed at a lower level also has a MUST check that could not decide.
bool hides_undecided(const CellResult& cell);

/// "pass", "fail", "fail (SHOULD)", "known deviation", …, and one character that shows the same.
std::string word_of(const CellResult& cell);
std::string_view glyph_of(const CellResult& cell);
std::string_view glyph_of(Verdict verdict);

/// The decisive check, or the code of a breakage, or else the word of the verdict.
std::string check_of(const CellResult& cell);

/// Counts over one run.
struct Tally {
  std::map<Verdict, std::size_t> verdicts;    ///< every verdict is there, also with 0
  std::map<Standing, std::size_t> standings;  ///< every standing is there, also with 0
  std::size_t failed_cases = 0;               ///< case files with at least one failed cell
};
Tally tally_of(const RunResult& run);

/// One sentence without its full stop: "Not conformant: 2 MUST failures in 1 case; 3 inconclusive; 412 passed".
std::string verdict_sentence(const RunResult& run);

/// All verdicts, the worst first: the order of every table.
const std::vector<Verdict>& verdicts_worst_first();

}  // namespace zassay
