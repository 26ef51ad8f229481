#pragma once

#include <vector>

#include "cli/run_arguments.hpp"
#include "reports/coverage.hpp"

namespace zassay {

/// What each clause is covered by in the cases as they are now. The result points into them.
std::vector<CoveredClause> coverage_of(const LoadedCases& cases, const Proof& proof);

}  // namespace zassay
