#pragma once

#include "reports/results.hpp"

namespace zassay {

/// The exit code of `zassay run` (docs/verdicts.md), the first that holds: 3 harness error · 6 nothing ran (no cell, or
/// only unsupported ones) · 1 a MUST failure that is not expected · 4 a stale expectation · 5 something inconclusive or
/// not exercised at level MUST, or a run that did not finish · 0 as expected. 2, usage, is the command line's own.
int exit_code(const RunResult& run);

}  // namespace zassay
