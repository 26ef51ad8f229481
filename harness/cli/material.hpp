#pragma once

#include <string>
#include <vector>

#include "cli/run_arguments.hpp"
#include "reports/expectations.hpp"
#include "run/implementation.hpp"

namespace zassay {

/// What a run is about, but for its plan.
struct Material {
  RunArguments arguments;
  LoadedCases cases;
  std::vector<ExpectationFile> known;
  std::vector<Implementation> implementations;
  std::string program;         ///< as it was called
  std::string command_line;    ///< what the reports show
  std::string repeat_command;  ///< that of `zassay run` unless given
};

/// Runs the planned cells and writes the reports; the exit code of docs/verdicts.md. `folder` is the run's temporary
/// one.
int carry_out(const Material& material, const std::vector<PlannedCell>& plan, AdapterPool& pool,
              const std::string& folder);

}  // namespace zassay
