#include <fmt/format.h>

#include <algorithm>

#include "case/suggest.hpp"
#include "prove/trials.hpp"

namespace zassay {
namespace {

int cost_of(const Case& cell) { return cell.transport == "inproc" ? 0 : cell.transport == "ipc" ? 1 : 2; }

/// Whether anything of the harness stands on the wire, so that a defect of the wire can strike.
bool has_wire_sides(const Case& cell) { return !cell.peers.empty() || !cell.links.empty(); }

std::vector<const Case*> candidates_of(const CaseFile& file, const Mutant& mutant, const Carrier& carrier) {
  std::vector<const Case*> cells;
  for (const Case& cell : file.cells) {
    if (mutant.carrier == wire_carrier && !has_wire_sides(cell)) continue;
    PlannedCell planned{&cell, "", {}, 1};
    for (const std::string& side : side_names(cell)) planned.sides[side] = &carrier.sound;
    if (missing_capability(planned).empty()) cells.push_back(&cell);
  }
  std::stable_sort(cells.begin(), cells.end(),
                   [](const Case* left, const Case* right) { return cost_of(*left) < cost_of(*right); });
  return cells;
}

bool is_chosen(const TrialOptions& options, const std::string& mutant) {
  return options.mutants.empty() ||
         std::find(options.mutants.begin(), options.mutants.end(), mutant) != options.mutants.end();
}

tl::unexpected<Error> unknown(const std::string& who, const std::string& mutant, const std::vector<Mutant>& mutants) {
  std::vector<std::string> names;
  for (const Mutant& known : mutants) names.push_back(known.name);
  const std::string meant = nearest(mutant, names);
  return failure("unknown-mutant", fmt::format("{} names the mutant '{}', which mutants/catalogue.yaml does not have{}",
                                               who, mutant, meant.empty() ? "" : "; did you mean '" + meant + "'?"));
}

}  // namespace

Result<std::map<std::string, Carrier>> meet_carriers(AdapterPool& pool, const std::vector<Mutant>& mutants) {
  std::map<std::string, Carrier> carriers;
  for (const Mutant& mutant : mutants) {
    if (!carriers.contains(mutant.carrier)) {
      auto command = command_of_carrier(mutant.carrier);
      if (!command) return tl::unexpected(command.error());
      command->environment = {fmt::format("{}=", mutant_variable)};  // whatever the user has set
      auto sound = meet(pool, mutant.carrier, *command);
      if (!sound) return tl::unexpected(sound.error());
      carriers[mutant.carrier] = {std::move(*sound), {}};
    }
    Carrier& carrier = carriers[mutant.carrier];
    Implementation changed = carrier.sound;
    changed.name = mutant.name;
    changed.label += "+" + mutant.name;
    if (mutant.carrier == wire_carrier) {
      changed.wire_defect = mutant.name;
    } else {
      changed.command.environment = {fmt::format("{}={}", mutant_variable, mutant.name)};
    }
    carrier.mutants[mutant.name] = std::move(changed);
  }
  return carriers;
}

Result<std::vector<Trial>> plan_trials(const std::vector<CaseFile>& files, const std::vector<Mutant>& mutants,
                                       const std::map<std::string, Carrier>& carriers, const TrialOptions& options) {
  for (const std::string& name : options.mutants) {
    if (find_mutant(mutants, name) == nullptr) return unknown("--mutant", name, mutants);
  }
  std::vector<Trial> trials;
  for (const CaseFile& file : files) {
    const std::vector<std::string>& named = file.cells.front().mutants;
    for (const std::string& name : named) {
      if (find_mutant(mutants, name) == nullptr) return unknown(file.file, name, mutants);
    }
    for (const Mutant& mutant : mutants) {
      const bool is_named = std::find(named.begin(), named.end(), mutant.name) != named.end();
      if (!is_chosen(options, mutant.name) || (!is_named && !options.all)) continue;
      Trial trial;
      trial.file = &file;
      trial.mutant = &mutant;
      trial.is_named = is_named;
      trial.candidates = candidates_of(file, mutant, carriers.at(mutant.carrier));
      trials.push_back(std::move(trial));
    }
  }
  return trials;
}

std::map<int, Expectation> checks_of(const CaseFile& file) {
  std::map<int, Expectation> checks;
  for (const Case& cell : file.cells) {
    for (Expectation expectation : cell.expect) {
      expectation.level = std::max(expectation.level, cell.level);  // a case lowers its checks
      const auto [place, is_new] = checks.emplace(expectation.mark.line, expectation);
      if (!is_new) place->second.level = std::min(place->second.level, expectation.level);
    }
  }
  return checks;
}

}  // namespace zassay
