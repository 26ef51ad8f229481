#pragma once

#include <string>
#include <vector>

#include "check/arguments.hpp"
#include "check/judgement.hpp"
#include "history/history.hpp"

namespace zassay {

/// A check is a pure function of a history and an expectation whose arguments find_bad_argument accepts. It says fail
/// only when the history proves it (docs/verdicts.md, "Checks").
using CheckFunction = Finding (*)(const History&, const RecordedExpectation&);

struct CheckEntry {
  std::string name;
  CheckFunction function = nullptr;
  std::vector<ArgumentRule> arguments;
  std::string main_key;      ///< of a subject that is written alone; empty if there is none
  bool is_implicit = false;  ///< judged in every cell, and named by no expectation
};

/// All checks, in the order of docs/case-format.md.
const std::vector<CheckEntry>& all_checks();

/// nullptr if there is no check of that name.
const CheckEntry* find_check_entry(const std::string& name);

Finding check_exact(const History& history, const RecordedExpectation& expectation);
Finding check_at_most_once(const History& history, const RecordedExpectation& expectation);
Finding check_fifo(const History& history, const RecordedExpectation& expectation);
Finding check_multipart_atomic(const History& history, const RecordedExpectation& expectation);
Finding check_intact(const History& history, const RecordedExpectation& expectation);
Finding check_lost(const History& history, const RecordedExpectation& expectation);
Finding check_count(const History& history, const RecordedExpectation& expectation);
Finding check_blocks(const History& history, const RecordedExpectation& expectation);
Finding check_returns(const History& history, const RecordedExpectation& expectation);
Finding check_interrupted(const History& history, const RecordedExpectation& expectation);
Finding check_ready(const History& history, const RecordedExpectation& expectation);
Finding check_truthful_poll(const History& history, const RecordedExpectation& expectation);
Finding check_fair(const History& history, const RecordedExpectation& expectation);
Finding check_balanced(const History& history, const RecordedExpectation& expectation);
Finding check_elapsed(const History& history, const RecordedExpectation& expectation);
Finding check_grows(const History& history, const RecordedExpectation& expectation);
Finding check_freed(const History& history, const RecordedExpectation& expectation);
Finding check_received(const History& history, const RecordedExpectation& expectation);
Finding check_silent(const History& history, const RecordedExpectation& expectation);
Finding check_trail(const History& history, const RecordedExpectation& expectation);
Finding check_monitored(const History& history, const RecordedExpectation& expectation);
Finding check_envelope(const History& history, const RecordedExpectation& expectation);
Finding check_well_formed(const History& history, const RecordedExpectation& expectation);
Finding check_ledger(const History& history, const RecordedExpectation& expectation);
Finding check_released(const History& history, const RecordedExpectation& expectation);

/// check_ledger over a ledger that was made before.
Finding judge_ledger(const History& history, const std::vector<LedgerEntry>& ledger,
                     const RecordedExpectation& expectation);

}  // namespace zassay
