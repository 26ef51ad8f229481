#pragma once

#include <string>
#include <vector>

#include "adapter/adapter_pool.hpp"
#include "case/case.hpp"
#include "case/clauses.hpp"
#include "run/plan.hpp"

namespace CLI {
class App;
}

namespace zassay {

/// What `run` and `list` are told on the command line.
struct RunArguments {
  std::vector<std::string> cases;  ///< files or folders; empty: all of `scenarios`
  std::string scenarios = "scenarios";
  std::vector<std::string> implementations;
  std::vector<std::string> libraries;
  std::vector<std::string> adapters;
  Selection selection;
  int jobs = 0;            ///< 0: by the number of processors
  std::uint64_t seed = 0;  ///< 0: from the clock
  double timeout_s = 20;
  double start_timeout_s = 20;
  bool fail_fast = false;
  bool list = false;
  bool coverage = false;
  bool json = false;
  bool quiet = false;
  bool explain = false;
  bool write_expectations = false;
  std::string expectations = "expectations";
  std::string proof = "mutants/proof.json";
  std::string out = "out";
};

/// The command that repeats a cell of this run, but for the "--cell …" at its end: the program, and every argument that
/// decides what a cell is and how it ends. `program` is how this one was called; in a source tree that is the current
/// folder it is scripts/run.
std::string repeat_command(const RunArguments& arguments, const std::string& program);

/// Declares the options on a subcommand.
void add_run_options(CLI::App& command, RunArguments& arguments);

/// The cases and clauses that were asked for; every error of every file, in `errors`.
struct LoadedCases {
  std::vector<CaseFile> files;
  ClauseCatalogue clauses;
  std::vector<std::string> errors;
};
LoadedCases load_cases(const RunArguments& arguments);

/// Starts each implementation once. Errors name the implementation and say what to do.
Result<std::vector<Implementation>> meet_all(AdapterPool& pool, const RunArguments& arguments);

}  // namespace zassay
