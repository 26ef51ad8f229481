#pragma once

#include <vector>

#include "cli/material.hpp"
#include "reports/results.hpp"
#include "run/plan.hpp"

namespace zassay {

/// What can be said of a run before its cells are done; `proof` is that of all cases.
RunResult describe_run(const Material& material, const std::vector<PlannedCell>& plan, const Proof& proof);

/// Whether every cell was chosen that the expectations may speak of: those of the tree say nothing of another folder.
bool is_whole_set(const RunArguments& arguments);

}  // namespace zassay
