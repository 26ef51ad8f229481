#pragma once

#include <string>

#include "reports/results.hpp"
#include "run/plan.hpp"

namespace zassay {

struct CellOptions {
  std::string out;     ///< the folder of the run's results; histories go below it
  std::string folder;  ///< the run's temporary folder, for ipc sockets
  std::uint64_t seed = 0;
  std::int64_t timeout_ms = 20'000;
  std::string repeat_command;  ///< the command that repeats a cell but for "--cell …" at its end
};

/// Runs one cell from an empty history to its verdict. Any thread may call it; each call uses its own processes.
CellResult run_cell(const PlannedCell& planned, AdapterPool& pool, const CellOptions& options);

/// The file of a cell's history, below the folder of results: made of what every shell and file system takes, and
/// another one for every cell and round.
std::string history_path(const PlannedCell& planned);

/// What the implementations lack for this case, as one sentence; empty if nothing.
std::string missing_capability(const PlannedCell& planned);

}  // namespace zassay
