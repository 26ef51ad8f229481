#pragma once

#include <atomic>
#include <functional>

#include "reports/expectations.hpp"
#include "run/cell.hpp"

namespace zassay {

struct RunOptions {
  CellOptions cell;
  int jobs = 1;
  bool fail_fast = false;                   ///< no new cell is begun after one whose failure counts
  std::vector<ExpectationFile> known;       ///< deviations that each cell is explained by as soon as it ended
  const std::atomic<bool>* stop = nullptr;  ///< no new cell is begun once it is true
};

/// Called after each cell, by one thread at a time, with the cell's place in the plan.
using CellDone = std::function<void(std::size_t index, const CellResult& result)>;

/// How many cells run at the same time unless the user says otherwise: most of a cell's time is waiting for evidence.
int default_jobs();

/// Runs the planned cells, `jobs` at a time, and gives the results in planned order; cells that were not begun are
/// left out. Processes that turn out broken only when the pool is closed amend the cell that they served last: `done`
/// is then called again for it.
std::vector<CellResult> run_cells(const std::vector<PlannedCell>& plan, AdapterPool& pool, const RunOptions& options,
                                  const CellDone& done);

}  // namespace zassay
