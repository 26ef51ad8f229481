#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapter/run_directory.hpp"
#include "cli/commands.hpp"
#include "cli/describe_run.hpp"
#include "cli/interrupts.hpp"
#include "cli/material.hpp"
#include "cli/output_folder.hpp"
#include "history/history.hpp"
#include "reports/exit_code.hpp"
#include "reports/expectations.hpp"
#include "reports/journal.hpp"
#include "reports/standing.hpp"
#include "reports/terminal.hpp"
#include "reports/text.hpp"
#include "reports/timeline.hpp"
#include "reports/write_reports.hpp"
#include "run/run.hpp"

namespace zassay {
namespace {

/// The output folder without what an earlier run left in it; other files are none of ours.
Result<void> write_draft(const RunResult& run, const std::vector<Implementation>& implementations,
                         const std::filesystem::path& out) {
  for (const Implementation& implementation : implementations) {
    const std::string& name = implementation.hello.implementation_name;
    const std::string draft = draft_expectations(run, name);
    const std::filesystem::path path = out / ("expectations-" + name + ".yaml");
    if (draft.empty()) {
      std::error_code ignored;
      std::filesystem::remove(path, ignored);  // an earlier draft would speak of what no longer fails
      continue;
    }
    std::ofstream file(path);
    file << draft;
    if (!file.flush()) return failure("unwritable", "cannot write " + path.string());
  }
  return {};
}

/// Everything of a run that is known once its cells are done.
int finish(RunResult& run, const RunArguments& arguments, const std::vector<Implementation>& implementations,
           const std::vector<ExpectationFile>& known, TerminalReporter& terminal) {
  const bool has_adapters = std::all_of(implementations.begin(), implementations.end(),
                                        [](const Implementation& each) { return each.endpoint.empty(); });
  apply_expectations(known, has_adapters && is_whole_set(arguments) ? Chosen::whole_set : Chosen::a_part, run);
  if (arguments.write_expectations) {
    if (const auto written = write_draft(run, implementations, arguments.out); !written) {
      run.errors.push_back(written.error().sentence);
    }
  }
  const auto written = write_reports(run, arguments.out);
  if (!written) {
    run.errors.push_back(written.error().sentence);
    terminal.note(written.error().sentence);
  }
  terminal.end(run, written ? (std::filesystem::path(arguments.out) / "index.html").string() : "");
  return exit_code(run);
}

std::int64_t to_ms(double seconds) { return static_cast<std::int64_t>(seconds * 1000); }

/// The first --cell that chose nothing; empty if each chose something.
std::string cell_without_match(const std::vector<PlannedCell>& plan, const Selection& selection) {
  for (const std::string& name : selection.cells) {
    if (std::none_of(plan.begin(), plan.end(), [&name](const PlannedCell& cell) { return cell.name == name; })) {
      return name;
    }
  }
  return {};
}

/// Draws the history of a cell below what was said of it.
void explain(const CellResult& cell, const std::filesystem::path& out, TerminalReporter& terminal) {
  const auto history = read_history((out / cell.history).string());
  if (!history) return terminal.note("no picture: " + history.error().sentence);
  std::istringstream picture(draw_timeline(*history, cell.judgement));
  for (std::string row; std::getline(picture, row);) terminal.note(row);
}

CellOptions cell_options(const RunArguments& arguments, const std::string& program, const std::string& folder) {
  CellOptions options;
  options.out = arguments.out;
  options.folder = folder;
  options.seed = arguments.seed;
  options.timeout_ms = to_ms(arguments.timeout_s);
  options.repeat_command = repeat_command(arguments, program);
  return options;
}

}  // namespace

int complain(const std::string& sentence, int code) {
  std::fprintf(stderr, "zassay: %s\n", visible(sentence).c_str());
  return code;
}

int complain_of(const LoadedCases& cases, const std::string& consequence) {
  for (const std::string& error : cases.errors) std::fprintf(stderr, "%s\n", visible(error).c_str());
  return complain(consequence + ", because of the errors above", 2);
}

int carry_out(const Material& material, const std::vector<PlannedCell>& plan, AdapterPool& pool,
              const std::string& folder) {
  const RunArguments& arguments = material.arguments;
  const auto began = std::chrono::steady_clock::now();
  auto proof = load_proof_if_any(arguments.proof);
  if (!proof) return complain(proof.error().sentence, 2);
  const auto held =
      OutputFolder::claim(arguments.out, {"cells.jsonl", "results.json", "junit.xml", "summary.md", "index.html"});
  if (!held) return complain(held.error().sentence, 3);
  RunResult run = describe_run(material, plan, *proof);
  RunOptions options;
  options.jobs = run.jobs = arguments.jobs > 0 ? arguments.jobs : default_jobs();
  options.fail_fast = arguments.fail_fast;
  options.known = material.known;
  options.stop = &listen_to_interrupts();
  options.cell = cell_options(arguments, material.program, folder);
  if (!material.repeat_command.empty()) options.cell.repeat_command = material.repeat_command;
  auto journal = Journal::open(arguments.out, run);
  if (!journal) return complain(journal.error().sentence, 3);

  DescriptorSink sink(STDERR_FILENO);
  TerminalReporter terminal(sink, style_for(sink));
  if (!arguments.quiet) terminal.begin(run);
  run.cells = run_cells(plan, pool, options, [&](std::size_t index, const CellResult& result) {
    terminal.finished(result);
    if (arguments.explain && standing_of(result) > Standing::unsupported) explain(result, arguments.out, terminal);
    if (const auto written = journal->append(index, result); !written && run.errors.empty()) {
      run.errors.push_back(written.error().sentence);
      terminal.note(written.error().sentence);
    }
  });
  run.complete = run.cells.size() == plan.size();
  run.wall_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  return finish(run, arguments, material.implementations, material.known, terminal);
}

int run_command(const RunArguments& given, const std::string& program, const std::string& command_line) {
  Material material;
  material.arguments = given;
  material.program = program;
  material.command_line = command_line;
  RunArguments& arguments = material.arguments;
  if (arguments.seed == 0) arguments.seed = static_cast<std::uint64_t>(std::time(nullptr));
  material.cases = load_cases(arguments);
  if (!material.cases.errors.empty()) return complain_of(material.cases, "no case was run");
  auto known = load_expectation_folder(arguments.expectations);
  if (!known) return complain(known.error().sentence, 2);
  material.known = std::move(*known);
  listen_to_interrupts();
  auto directory = RunDirectory::make();
  if (!directory) return complain(directory.error().sentence, 3);
  AdapterPool pool({.remove_directory = directory->path(), .hello_limit_ms = to_ms(arguments.start_timeout_s)});
  auto implementations = meet_all(pool, arguments);
  if (!implementations) return complain(implementations.error().sentence, 2);
  material.implementations = std::move(*implementations);
  const std::vector<PlannedCell> plan = make_plan(material.cases.files, material.implementations, arguments.selection);
  if (plan.empty()) return complain(no_such_cell, 6);
  if (const std::string name = cell_without_match(plan, arguments.selection); !name.empty()) {
    return complain("no cell that was asked for is named '" + name + "'; `zassay list` shows what there is", 2);
  }
  return carry_out(material, plan, pool, directory->path());
}

}  // namespace zassay
