#pragma once

#include <string>

#include "reports/results.hpp"

namespace zassay {

/// For tests: a run with a cell of every verdict, known deviations, every level, two implementations and two
/// transports.
RunResult sample_run();

/// A proof with a check and a mutant of every kind, that speaks of one case.
Proof sample_proof(const std::string& case_name);

/// The same with text everywhere that tries to break out of every format, bytes that are no UTF-8 included.
RunResult hostile_run();

/// What hostile_run puts into every text.
std::string hostile_text();

/// A cell with that verdict and little else.
CellResult sample_cell(Verdict verdict, const std::string& level = "MUST");

/// A run of just these cells, complete.
RunResult run_of(std::vector<CellResult> cells);

/// Compares with the file reports/golden/NAME; with the environment variable ZASSAY_WRITE_GOLDEN set, writes it
/// instead.
void expect_golden(const std::string& name, const std::string& text);

}  // namespace zassay
