#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace zassay {

/// What `prove` is told on the command line.
struct ProveArguments {
  std::vector<std::string> cases;  ///< files or folders; empty: all of `scenarios`
  std::string scenarios = "scenarios";
  std::string mutants_folder = "mutants";
  std::string expectations = "expectations";
  std::vector<std::string> mutants;
  bool all = false;
  bool record = false;
  bool quiet = false;
  int jobs = 0;
  double timeout_s = 20;
  std::string out = "out/prove";
};

/// Declares the options on a subcommand.
void add_prove_options(CLI::App& command, ProveArguments& arguments);

/// Exit codes: 0 nothing unproven, nothing survives · 1 something is or does · 2 usage, or a file that cannot be read ·
/// 3 harness error · 5 stopped early · 6 no chosen case names a chosen mutant.
int prove_command(const ProveArguments& arguments);

}  // namespace zassay
