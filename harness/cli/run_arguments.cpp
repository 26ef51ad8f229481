#include "cli/run_arguments.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "case/loader.hpp"
#include "mutants/wire/wire_defects.hpp"
#include "run/command_words.hpp"

namespace zassay {

namespace {

namespace fs = std::filesystem;

/// The tree whose scripts/run starts this very program, if it is the current folder.
bool is_run_by_script(const std::string& program_folder) {
  std::error_code ignored;
  return fs::exists("scripts/run", ignored) && fs::equivalent("build/dev/bin", program_folder, ignored);
}

std::string option(const std::string& name, const std::string& value) { return " " + name + " " + shell_word(value); }

std::string seconds(double value) {
  std::string text = fmt::format("{:.3f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::string repeat_command(const RunArguments& arguments, const std::string& program) {
  const bool script = is_run_by_script(program_folder());
  const RunArguments usual;
  std::string line = script ? "scripts/run" : shell_word(program) + " run";
  for (const std::string& path : arguments.cases) line += " " + shell_word(path);
  std::error_code ignored;
  const auto differs = [&](const std::string& path, const std::string& standard) {
    return path != standard && !(script && fs::equivalent(path, standard, ignored));
  };
  if (differs(arguments.scenarios, usual.scenarios)) line += option("--scenarios", arguments.scenarios);
  if (differs(arguments.expectations, usual.expectations)) line += option("--expectations", arguments.expectations);
  for (const std::string& name : arguments.implementations) line += option("--impl", name);
  for (const std::string& path : arguments.libraries) line += option("--lib", path);
  for (const std::string& command : arguments.adapters) line += option("--adapter", command);
  if (arguments.selection.pairs) line += " --pairs";
  if (arguments.timeout_s != usual.timeout_s) line += option("--timeout", seconds(arguments.timeout_s));
  if (arguments.start_timeout_s != usual.start_timeout_s) {
    line += option("--start-timeout", seconds(arguments.start_timeout_s));
  }
  return line + option("--seed", std::to_string(arguments.seed));
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
  const char* set = std::getenv(wire_mutant_variable);
  const std::string defect = set == nullptr ? "" : set;
  if (!defect.empty() && !wire_defect(defect)) {
    return failure("unknown-mutant", std::string(wire_mutant_variable) + "=" + defect +
                                         " is not a defect of the wire; they are: " +
                                         fmt::format("{}", fmt::join(wire_defect_names(), ", ")));
  }
  std::vector<Implementation> met;
  for (const auto& [name, command] : wanted) {
    if (!command) return tl::unexpected(command.error());
    auto implementation = meet(pool, name, *command);
    if (!implementation) return tl::unexpected(implementation.error());
    for (const Implementation& other : met) {
      if (other.label == implementation->label) implementation->label += "#" + std::to_string(met.size() + 1);
    }
    implementation->wire_defect = defect;
    met.push_back(std::move(*implementation));
  }
  return met;
}

}  // namespace zassay
