// `zassay prove`: runs the cases on implementations with one seeded defect each.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "adapter/run_directory.hpp"
#include "cli/commands.hpp"
#include "cli/interrupts.hpp"
#include "cli/output_folder.hpp"
#include "cli/prove_arguments.hpp"
#include "prove/proof_of.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

namespace fs = std::filesystem;

/// Everything that is read before anything runs.
struct Material {
  LoadedCases cases;
  std::vector<Mutant> mutants;
  Excuses excuses;
  Proof recorded;
  std::vector<ExpectationFile> known;
};

std::string in_folder(const std::string& folder, const char* name) { return (fs::path(folder) / name).string(); }

Result<Material> read_material(const ProveArguments& arguments) {
  Material material;
  RunArguments which;
  which.cases = arguments.cases;
  which.scenarios = arguments.scenarios;
  material.cases = load_cases(which);
  if (!material.cases.errors.empty()) {
    return failure("bad-case", fmt::format("{}", fmt::join(material.cases.errors, "\n")));
  }
  auto mutants = load_catalogue(in_folder(arguments.mutants_folder, "catalogue.yaml"), material.cases.clauses);
  if (!mutants) return tl::unexpected(mutants.error());
  auto excuses = Excuses::load(in_folder(arguments.mutants_folder, "excuses.yaml"));
  if (!excuses) return tl::unexpected(excuses.error());
  auto recorded = load_proof_if_any(in_folder(arguments.mutants_folder, "proof.json"));
  if (!recorded && !arguments.record) return tl::unexpected(recorded.error());
  auto known = load_expectation_folder(arguments.expectations);
  if (!known) return tl::unexpected(known.error());
  material.mutants = std::move(*mutants);
  material.excuses = std::move(*excuses);
  if (recorded) material.recorded = std::move(*recorded);
  material.known = std::move(*known);
  return material;
}

/// Shows on a terminal how far the trials are.
class Progress {
 public:
  explicit Progress(bool quiet) : is_shown_(!quiet && ::isatty(STDERR_FILENO) == 1) {}
  ~Progress() {
    if (was_shown_) std::fprintf(stderr, "\r\x1b[K");
  }
  void operator()(std::size_t ended, std::size_t planned) {
    if (!is_shown_) return;
    was_shown_ = true;
    std::fprintf(stderr, "\r\x1b[K%zu of %zu cells", ended, planned);
  }

 private:
  const bool is_shown_;
  bool was_shown_ = false;
};

Result<void> write_proof(const Proof& proof, const std::string& path) {
  std::error_code ignored;
  fs::create_directories(fs::path(path).parent_path(), ignored);
  std::ofstream file(path);
  file << to_json(proof).dump(1, ' ', false, Json::error_handler_t::replace) << "\n";
  if (!file.flush()) return failure("unwritable", "cannot write " + path);
  return {};
}

void say(const Proof& proof, const std::vector<std::string>& problems, const Trials& trials, double seconds) {
  std::size_t pairs = 0;
  std::size_t checks = 0;
  std::size_t proven = 0;
  for (const ProvenCase& item : proof.cases) {
    pairs += item.kills.size();
    checks += item.checks.size();
    for (const ProvenCheck& check : item.checks) proven += check.proven_by.empty() ? 0 : 1;
  }
  for (const std::string& problem : problems) std::printf("%s\n", visible(problem).c_str());
  const char* const verdict = !problems.empty() ? "NOT proven" : trials.complete ? "Proven" : "Stopped before the end";
  std::printf("%s: %zu pairs of case and mutant noticed, %zu of %zu checks proven, %s; %zu cells in %.1f s\n", verdict,
              pairs, proven, checks, counted(problems.size(), "problem").c_str(), trials.cells, seconds);
}

int conclude(const ProveArguments& arguments, Material& material, const Trials& trials, double seconds) {
  const Extent extent{arguments.cases.empty() && trials.complete, arguments.mutants.empty() && trials.complete};
  const bool whole = extent.is_whole();
  ProofReport report = proof_of(material.cases.files, material.mutants, trials, material.excuses, extent);
  const std::string recorded = in_folder(arguments.mutants_folder, "proof.json");
  if (const auto written = write_proof(report.proof, in_folder(arguments.out, "proof.json")); !written) {
    return complain(written.error().sentence, 3);
  }
  if (arguments.record && !whole) return complain("only the whole set of cases and mutants is recorded", 2);
  if (arguments.record) {
    if (const auto written = write_proof(report.proof, recorded); !written)
      return complain(written.error().sentence, 3);
  } else if (whole && !arguments.all && !agree(report.proof, material.recorded)) {
    report.problems.push_back(recorded + " is out of date: `zassay prove --record` writes it again");
  }
  if (!arguments.quiet) std::printf("%s\n", visible(matrix_of(report.proof), Lines::keep).c_str());
  say(report.proof, report.problems, trials, seconds);
  return !report.problems.empty() ? 1 : trials.complete ? 0 : 5;
}

}  // namespace

void add_prove_options(CLI::App& command, ProveArguments& arguments) {
  command.add_option("cases", arguments.cases, "case files, or folders of them (default: all below --scenarios)");
  command.add_flag("--all", arguments.all, "every case against every mutant, not only against those that it names");
  command.add_option("--mutant", arguments.mutants, "only this mutant; may be repeated")
      ->type_name("NAME")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_flag("--record", arguments.record, "writes the proof that reports show, MUTANTS/proof.json, again");
  command.add_option("--scenarios", arguments.scenarios, "the folder with clauses.yaml and the cases")
      ->type_name("FOLDER")
      ->capture_default_str();
  command
      .add_option("--mutants", arguments.mutants_folder, "the folder with catalogue.yaml, excuses.yaml and proof.json")
      ->type_name("FOLDER")
      ->capture_default_str();
  command.add_option("--expectations", arguments.expectations, "the folder of known deviations")
      ->type_name("FOLDER")
      ->capture_default_str();
  command.add_option("--out", arguments.out, "the folder for proof.json and the histories")
      ->type_name("FOLDER")
      ->capture_default_str();
  command.add_option("--jobs", arguments.jobs, "cells at the same time, 1 to 1024 (default: six for each processor)")
      ->check(CLI::Range(1, 1024))
      ->type_name("NUMBER");
  command.add_option("--timeout", arguments.timeout_s, "what a cell may take before it is undecided or hangs")
      ->check(CLI::Range(0.05, 86400.0))
      ->type_name("SECONDS")
      ->capture_default_str();
  command.add_flag("--quiet", arguments.quiet, "prints what is wrong and the last line only");
}

int prove_command(const ProveArguments& arguments) {
  const auto began = std::chrono::steady_clock::now();
  auto material = read_material(arguments);
  if (!material) {
    std::fprintf(stderr, "%s\n", visible(material.error().sentence, Lines::keep).c_str());
    return complain("nothing was proven, because of the above", 2);
  }
  const std::atomic<bool>& interrupted = listen_to_interrupts();
  auto directory = RunDirectory::make();
  if (!directory) return complain(directory.error().sentence, 3);
  const StartOptions start{.remove_directory = directory->path()};
  AdapterPool pool(start);
  const auto carriers = meet_carriers(pool, material->mutants);
  if (!carriers) return complain(carriers.error().sentence, 2);
  TrialOptions options;
  options.start = start;
  options.all = arguments.all;
  options.mutants = arguments.mutants;
  options.excused = material->excuses.of_checks();
  options.run.jobs = arguments.jobs > 0 ? arguments.jobs : default_jobs();
  options.run.known = material->known;
  options.run.stop = &interrupted;
  options.run.cell.out = arguments.out;
  options.run.cell.folder = directory->path();
  options.run.cell.seed = 1;
  options.run.cell.timeout_ms = static_cast<std::int64_t>(arguments.timeout_s * 1000);
  auto planned = plan_trials(material->cases.files, material->mutants, *carriers, options);
  if (!planned) return complain(planned.error().sentence, 2);
  if (planned->empty() && !(arguments.cases.empty() && arguments.mutants.empty())) {
    return complain("no case that was chosen names a mutant that was chosen; --all runs them all the same", 6);
  }
  const auto held = OutputFolder::claim(arguments.out, {});
  if (!held) return complain(held.error().sentence, 3);
  Trials trials;
  {
    Progress progress(arguments.quiet);
    trials = run_trials(std::move(*planned), *carriers, options,
                        [&progress](std::size_t ended, std::size_t all) { progress(ended, all); });
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  return conclude(arguments, *material, trials, took.count());
}

}  // namespace zassay
