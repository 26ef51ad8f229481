#include "reports/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace zassay {
namespace {

/// The cases and defects that prove a clause, by its id.
std::map<std::string, std::vector<std::pair<std::string, std::string>>> proofs_by_clause(
    const std::map<std::string, std::vector<std::string>>& clauses_by_case, const Proof& proof) {
  std::map<std::string, const ProvenMutant*> mutants;
  for (const ProvenMutant& mutant : proof.mutants) mutants[mutant.name] = &mutant;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> proofs;
  for (const ProvenCase& proven : proof.cases) {
    const auto named = clauses_by_case.find(proven.name);
    if (named == clauses_by_case.end()) continue;
    const std::set<std::string> clauses(named->second.begin(), named->second.end());
    for (const auto& [name, checks] : proven.kills) {
      const auto mutant = mutants.find(name);
      if (mutant == mutants.end()) continue;
      for (const std::string& broken : mutant->second->breaks) {
        if (clauses.contains(broken)) proofs[broken].emplace_back(proven.name, name);
      }
    }
  }
  return proofs;
}

}  // namespace

std::vector<CoveredClause> coverage_of(const ClauseCatalogue& catalogue,
                                       const std::map<std::string, std::vector<std::string>>& clauses_by_case,
                                       const Proof& proof) {
  std::map<std::string, std::vector<std::string>> cases;
  for (const auto& [name, clauses] : clauses_by_case) {
    for (const std::string& clause : clauses) cases[clause].push_back(name);
  }
  const auto proofs = proofs_by_clause(clauses_by_case, proof);
  std::vector<CoveredClause> coverage;
  for (const Clause& clause : catalogue.all()) {
    CoveredClause covered{&clause, Cover::open, {}, {}};
    if (const auto found = cases.find(clause.id); found != cases.end()) covered.cases = found->second;
    if (const auto found = proofs.find(clause.id); found != proofs.end()) covered.proofs = found->second;
    covered.cover = !covered.proofs.empty()       ? Cover::proven
                    : !clause.no_evidence.empty() ? Cover::excused
                    : !covered.cases.empty()      ? Cover::named
                                                  : Cover::open;
    coverage.push_back(std::move(covered));
  }
  return coverage;
}

std::vector<std::string> unneeded_excuses(const std::vector<CoveredClause>& coverage) {
  std::vector<std::string> sentences;
  for (const CoveredClause& covered : coverage) {
    if (covered.proofs.empty() || covered.clause->no_evidence.empty()) continue;
    sentences.push_back(fmt::format("{} says that no evidence can be had, and is proven: {}; remove its no_evidence",
                                    covered.clause->id, words_of(covered)));
  }
  return sentences;
}

std::size_t count(const std::vector<CoveredClause>& coverage, const std::string& scope, Cover cover) {
  return static_cast<std::size_t>(std::count_if(coverage.begin(), coverage.end(), [&](const CoveredClause& covered) {
    return covered.clause->scope == scope && covered.cover == cover;
  }));
}

const char* to_string(Cover cover) {
  switch (cover) {
    case Cover::proven:
      return "proven";
    case Cover::excused:
      return "no evidence";
    case Cover::named:
      return "named only";
    case Cover::open:
      break;
  }
  return "open";
}

bool is_wanting(const CoveredClause& covered) {
  return covered.clause->scope.empty() && (covered.cover == Cover::named || covered.cover == Cover::open);
}

std::string words_of(const CoveredClause& covered) {
  const auto more = [](std::size_t others) { return others == 0 ? "" : fmt::format(", and {} more", others); };
  if (!covered.proofs.empty()) {
    const auto& [name, mutant] = covered.proofs.front();
    return fmt::format("{} by {}{}", name, mutant, more(covered.proofs.size() - 1));
  }
  if (!covered.clause->no_evidence.empty()) return covered.clause->no_evidence;
  if (covered.cases.empty()) return {};
  return fmt::format("{}{}", covered.cases.front(), more(covered.cases.size() - 1));
}

}  // namespace zassay
