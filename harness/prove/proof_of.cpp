#include "prove/proof_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace zassay {
namespace {

std::string word_of(Level level) { return level == Level::must ? "MUST" : level == Level::should ? "SHOULD" : "INFO"; }

std::string checks_in(const Trial& trial) {
  std::set<std::string> checks;
  for (const Notice& notice : trial.notices) checks.insert(notice.check);
  return fmt::format("{}", fmt::join(checks, ", "));
}

class Maker {
 public:
  Maker(const Trials& trials, Excuses& excuses, Extent extent) : trials_(trials), excuses_(excuses), extent_(extent) {}

  void add_case(const CaseFile& file) {
    ProvenCase proven{file.name, file.sha256, {}, {}, {}};
    for (const Trial& trial : trials_.trials) {
      if (trial.file == &file) hear(trial, proven);
    }
    for (const auto& [line, expectation] : checks_of(file)) add_check(file, line, expectation, proven);
    const bool is_excused = std::any_of(proven.checks.begin(), proven.checks.end(),
                                        [](const ProvenCheck& check) { return !check.excuse.empty(); });
    if (proven.kills.empty() && !is_excused && extent_.every_mutant) {
      problem(fmt::format("{} is unproven: it notices no mutant", file.file));
    }
    const bool took_part = extent_.every_mutant || !proven.kills.empty() || !proven.misses.empty();
    if (took_part) report_.proof.cases.push_back(std::move(proven));
  }

  void add_mutant(const Mutant& mutant) {
    ProvenMutant proven{mutant.name, mutant.family, mutant.carrier, mutant.wrong, mutant.breaks, {}, ""};
    bool was_tried = false;
    for (const Trial& trial : trials_.trials) {
      if (trial.mutant != &mutant) continue;
      was_tried = true;
      if (trial.is_killed()) proven.killers.push_back(trial.file->name);
    }
    if (!was_tried && !extent_.is_whole()) return;
    if (proven.killers.empty()) proven.excuse = excuses_.of_mutant(mutant.name);
    if (survives(proven) && trials_.complete) {
      problem(fmt::format("{} survives: {}", mutant.name,
                          was_tried ? "no case that names it notices it" : "no case names it"));
    }
    report_.proof.mutants.push_back(std::move(proven));
  }

  ProofReport finish() {
    for (const std::string& sentence : trials_.unsound) problem(sentence);
    if (extent_.is_whole()) {
      for (std::string& sentence : excuses_.unneeded()) problem(std::move(sentence));
    }
    return std::move(report_);
  }

 private:
  void problem(std::string sentence) { report_.problems.push_back(std::move(sentence)); }

  void hear(const Trial& trial, ProvenCase& proven) {
    if (trial.is_killed()) {
      proven.kills[trial.mutant->name] = checks_in(trial);
      return;
    }
    if (!trial.is_named || !trials_.complete) return;  // what was not tried to the end has missed nothing yet
    const std::string seen =
        trial.candidates.empty() ? "the " + trial.mutant->carrier + " can run none of its cells" : trial.seen;
    proven.misses[trial.mutant->name] = seen;
    if (!excuses_.of_miss(trial.file->name, trial.mutant->name).empty()) return;
    problem(
        fmt::format("{} names the mutant {} and does not notice it: {}", trial.file->file, trial.mutant->name, seen));
  }

  void add_check(const CaseFile& file, int line, const Expectation& expectation, ProvenCase& proven) {
    ProvenCheck check{expectation.check, line, word_of(expectation.level), {}, ""};
    for (const Trial& trial : trials_.trials) {
      if (trial.file != &file) continue;
      const bool noticed = std::any_of(trial.notices.begin(), trial.notices.end(), [&](const Notice& notice) {
        return notice.line == line && notice.check == check.check;
      });
      if (noticed) check.proven_by.push_back(trial.mutant->name);
    }
    if (check.proven_by.empty()) check.excuse = excuses_.of_check(file.name, check.check);
    if (is_unproven(check) && extent_.every_mutant) {
      problem(fmt::format("{}:{}: the check {} is unproven: no mutant that the case names makes it fail", file.file,
                          line, check.check));
    }
    // Where only some mutants took part nothing is known of a check that none of them turned red.
    if (extent_.every_mutant || !check.proven_by.empty()) proven.checks.push_back(std::move(check));
  }

  const Trials& trials_;
  Excuses& excuses_;
  const Extent extent_;
  ProofReport report_;
};

/// What matters of a proof when two are compared.
std::set<std::string> facts_of(const Proof& proof) {
  std::set<std::string> facts;
  for (const ProvenCase& proven : proof.cases) {
    facts.insert(proven.name + " " + proven.sha256);
    for (const ProvenCheck& check : proven.checks) {
      facts.insert(fmt::format("{}:{} {} {} {}", proven.name, check.line, check.check, check.level,
                               check.proven_by.empty() ? "unproven " + check.excuse : "proven"));
    }
  }
  for (const ProvenMutant& mutant : proof.mutants) {
    facts.insert(fmt::format("{} {} {} {} {} {}", mutant.name, mutant.family, mutant.carrier, mutant.wrong,
                             fmt::join(mutant.breaks, ","),
                             mutant.killers.empty() ? "survives " + mutant.excuse : "killed"));
  }
  return facts;
}

}  // namespace

ProofReport proof_of(const std::vector<CaseFile>& files, const std::vector<Mutant>& mutants, const Trials& trials,
                     Excuses& excuses, Extent extent) {
  Maker maker(trials, excuses, extent);
  for (const CaseFile& file : files) maker.add_case(file);
  for (const Mutant& mutant : mutants) maker.add_mutant(mutant);
  return maker.finish();
}

bool agree(const Proof& left, const Proof& right) { return facts_of(left) == facts_of(right); }

std::string matrix_of(const Proof& proof) {
  std::string text = "CASES: the mutants that each notices, by check\n";
  for (const ProvenCase& proven : proof.cases) {
    const std::size_t named = proven.kills.size() + proven.misses.size();
    text += fmt::format("{}  {} of {}\n", proven.name, proven.kills.size(), named);
    for (const auto& [mutant, checks] : proven.kills) text += fmt::format("  + {:<28} {}\n", mutant, checks);
    for (const auto& [mutant, seen] : proven.misses) text += fmt::format("  - {:<28} NOT NOTICED: {}\n", mutant, seen);
    for (const ProvenCheck& check : proven.checks) {
      if (!check.proven_by.empty()) continue;
      text += fmt::format("  ? line {:<4} {:<18} {}\n", check.line, check.check,
                          check.excuse.empty() ? "UNPROVEN" : "unproven: " + check.excuse);
    }
  }
  text += "\nMUTANTS: the cases that notice each\n";
  for (const ProvenMutant& mutant : proof.mutants) {
    const std::size_t killers = mutant.killers.size();
    text += fmt::format("{:<30} {:<5} {}\n", mutant.name, mutant.carrier,
                        killers > 0             ? fmt::format("noticed by {}", killers)
                        : mutant.excuse.empty() ? "SURVIVES"
                                                : "survives: " + mutant.excuse);
  }
  return text;
}

}  // namespace zassay
