// The options of `run` and `list`, in the groups that --help shows.

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/run_arguments.hpp"

namespace zassay {
namespace {

/// CLI11's own range takes "nan".
CLI::Validator seconds_between(double least, double most) {
  const auto check = [least, most](const std::string& text) -> std::string {
    double value = 0;
    if (CLI::detail::lexical_cast(text, value) && value >= least && value <= most) return {};
    return fmt::format("{} is not a number of seconds from {} to {}", text, least, most);
  };
  return CLI::Validator(check, "SECONDS");
}

CLI::Option* repeatable(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                        const std::string& text) {
  return command.add_option(name, values, text + "; may be repeated")
      ->expected(1)
      ->allow_extra_args(false)  // else a case file behind it would be one more value
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_subjects(CLI::App& command, RunArguments& arguments) {
  repeatable(command, "--impl", arguments.implementations, "an implementation by name: libzmq (the default) or pyzmq")
      ->type_name("NAME")
      ->group("Against what");
  repeatable(command, "--lib", arguments.libraries, "a shared library with libzmq's C ABI, such as ./libzmq.so.5")
      ->type_name("FILE")
      ->group("Against what");
  repeatable(command, "--adapter", arguments.adapters,
             "the command of an adapter (docs/adapter-protocol.md); quotes keep blanks in a word")
      ->type_name("COMMAND")
      ->group("Against what");
  command
      .add_flag("--pairs", arguments.selection.pairs,
                "also every ordered pair of the implementations, on cases with two sides or more")
      ->group("Against what");
}

void add_choice(CLI::App& command, RunArguments& arguments) {
  Selection& selection = arguments.selection;
  command.add_option("cases", arguments.cases, "case files, or folders of them (default: all below --scenarios)");
  command
      .add_option("--scenarios", arguments.scenarios,
                  "the folder with clauses.yaml, and with the cases if none is named")
      ->type_name("FOLDER")
      ->group("Which cells")
      ->capture_default_str();
  repeatable(command, "--filter", selection.filters,
             "only cells whose name, or whose case's name, matches a glob: 'hwm/*', '*transport=tcp*'")
      ->type_name("GLOB")
      ->group("Which cells");
  repeatable(command, "--tag", selection.tags, "only cases with this tag")->type_name("WORD")->group("Which cells");
  repeatable(command, "--clause", selection.clauses, "only cases that rest on this clause")
      ->type_name("ID")
      ->group("Which cells");
  repeatable(command, "--cell", selection.cells, "only the cell with exactly this name")
      ->type_name("NAME")
      ->group("Which cells");
}

void add_manner(CLI::App& command, RunArguments& arguments) {
  command.add_option("--jobs", arguments.jobs, "cells at the same time, 1 to 1024 (default: six for each processor)")
      ->check(CLI::Range(1, 1024))
      ->type_name("NUMBER")
      ->group("How");
  command.add_option("--repeat", arguments.selection.repeat, "runs each cell so often")
      ->check(CLI::Range(1, 1000000))
      ->type_name("NUMBER")
      ->group("How");
  command
      .add_option("--seed", arguments.seed,
                  "the seed of everything random; the same gives the same (default: the time)")
      ->check(CLI::NonNegativeNumber)
      ->type_name("NUMBER")
      ->group("How");
  command.add_option("--timeout", arguments.timeout_s, "what a cell may take before it is undecided or hangs")
      ->check(seconds_between(0.05, 86400))
      ->type_name("SECONDS")
      ->group("How")
      ->capture_default_str();
  command.add_option("--start-timeout", arguments.start_timeout_s, "what an adapter may take to say hello")
      ->check(seconds_between(0.05, 86400))
      ->type_name("SECONDS")
      ->group("How")
      ->capture_default_str();
  command
      .add_flag("--fail-fast", arguments.fail_fast,
                "begins no new cell after a MUST failure that is no known deviation")
      ->group("How");
}

void add_output(CLI::App& command, RunArguments& arguments) {
  command.add_option("--out", arguments.out, "the folder for reports and histories; what a run left there is replaced")
      ->type_name("FOLDER")
      ->group("What comes out")
      ->capture_default_str();
  command
      .add_option("--expectations", arguments.expectations,
                  "the folder of known deviations: a file for each implementation")
      ->type_name("FOLDER")
      ->group("What comes out")
      ->capture_default_str();
  command
      .add_option("--proof", arguments.proof,
                  "what `zassay prove` recorded; the page shows by it which checks are proven able to fail")
      ->type_name("FILE")
      ->group("What comes out")
      ->capture_default_str();
  command
      .add_flag("--write-expectations", arguments.write_expectations,
                "drafts an entry for each failure, in OUT/expectations-NAME.yaml; the reasons are yours to write")
      ->group("What comes out");
  command
      .add_flag("--explain", arguments.explain,
                "draws what happened, as swim lanes, below each failure that is printed")
      ->group("What comes out");
  command.add_flag("--list", arguments.list, "prints the names of the cells and runs nothing")->group("What comes out");
  command.add_flag("--json", arguments.json, "what is listed, as JSON")->group("What comes out");
  command.add_flag("--quiet", arguments.quiet, "prints failures and the verdict only")->group("What comes out");
}

}  // namespace

void add_run_options(CLI::App& command, RunArguments& arguments) {
  add_subjects(command, arguments);
  add_choice(command, arguments);
  add_manner(command, arguments);
  add_output(command, arguments);
}

}  // namespace zassay
