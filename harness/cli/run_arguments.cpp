#include "cli/run_arguments.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>

#include "case/loader.hpp"

namespace zassay {

std::string RunArguments::implementation_arguments() const {
  std::string words;
  for (const std::string& name : implementations) words += "--impl " + name + " ";
  for (const std::string& path : libraries) words += "--lib " + path + " ";
  for (const std::string& line : adapters) words += "--adapter '" + line + "' ";
  if (selection.pairs) words += "--pairs ";
  return words;
}

void add_run_options(CLI::App& command, RunArguments& arguments) {
  Selection& selection = arguments.selection;
  command.add_option("cases", arguments.cases, "case files or folders (default: all scenarios)");
  command.add_option("--scenarios", arguments.scenarios, "the folder that case names count from")
      ->capture_default_str();
  command.add_option("--impl", arguments.implementations, "an implementation: libzmq (default) or pyzmq; repeatable")
      ->allow_extra_args(false);
  command.add_option("--lib", arguments.libraries, "a library with the libzmq C ABI; repeatable")
      ->allow_extra_args(false);
  command.add_option("--adapter", arguments.adapters, "the command of an adapter; repeatable")->allow_extra_args(false);
  command.add_flag("--pairs", selection.pairs, "every ordered pair of implementations on cases with several sides");
  command.add_option("--filter", selection.filters, "a glob over case or cell names; repeatable")
      ->allow_extra_args(false);
  command.add_option("--tag", selection.tags, "only cases with this tag; repeatable")->allow_extra_args(false);
  command.add_option("--clause", selection.clauses, "only cases of this clause; repeatable")->allow_extra_args(false);
  command.add_option("--cell", selection.cells, "exactly this cell; repeatable")->allow_extra_args(false);
  command.add_option("--jobs", arguments.jobs, "cells at the same time (default: four for each processor)")
      ->check(CLI::Range(1, 1024));
  command.add_option("--repeat", selection.repeat, "runs each cell so often")->check(CLI::Range(1, 1000000));
  command.add_option("--seed", arguments.seed, "the seed of everything random (default: from the clock)");
  command.add_option("--timeout", arguments.timeout_s, "seconds for a cell")
      ->check(CLI::Range(0.05, 86400.0))
      ->capture_default_str();
  command.add_flag("--fail-fast", arguments.fail_fast, "begins no new cell after a MUST failure");
  command.add_option("--out", arguments.out, "the folder for reports and histories")->capture_default_str();
  command.add_option("--expectations", arguments.expectations, "the folder of known deviations")->capture_default_str();
  command.add_flag("--write-expectations", arguments.write_expectations, "drafts OUT/expectations-draft.yaml");
  command.add_flag("--list", arguments.list, "lists the cells and runs nothing");
  command.add_flag("--json", arguments.json, "the list as JSON");
  command.add_flag("--quiet", arguments.quiet, "prints failures and the verdict only");
}

LoadedCases load_cases(const RunArguments& arguments) {
  LoadedCases loaded;
  const std::string catalogue = (std::filesystem::path(arguments.scenarios) / "clauses.yaml").string();
  auto clauses = load_clauses(catalogue);
  if (!clauses) {
    loaded.errors.push_back(clauses.error().sentence + "; --scenarios names the folder of the cases");
    return loaded;
  }
  loaded.clauses = std::move(*clauses);
  const bool all = arguments.cases.empty();
  CaseSet set = load_folder(all ? std::vector<std::string>{arguments.scenarios} : arguments.cases, loaded.clauses);
  for (const CaseError& error : set.errors) loaded.errors.push_back(error.sentence());
  loaded.files = std::move(set.files);
  return loaded;
}

Result<std::vector<Implementation>> meet_all(AdapterPool& pool, const RunArguments& arguments) {
  std::vector<std::pair<std::string, Result<AdapterCommand>>> wanted;
  for (const std::string& name : arguments.implementations) wanted.emplace_back(name, command_of_name(name));
  for (const std::string& path : arguments.libraries) wanted.emplace_back(path, command_of_library(path));
  for (const std::string& line : arguments.adapters) wanted.emplace_back(line, command_of_line(line));
  if (wanted.empty()) wanted.emplace_back("libzmq", command_of_name("libzmq"));
  std::vector<Implementation> met;
  for (const auto& [name, command] : wanted) {
    if (!command) return tl::unexpected(command.error());
    auto implementation = meet(pool, name, *command);
    if (!implementation) return tl::unexpected(implementation.error());
    for (const Implementation& other : met) {
      if (other.label == implementation->label) implementation->label += "#" + std::to_string(met.size() + 1);
    }
    met.push_back(std::move(*implementation));
  }
  return met;
}

}  // namespace zassay
