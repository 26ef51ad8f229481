#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/case_coverage.hpp"
#include "cli/commands.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

Json to_json(const std::vector<CoveredClause>& coverage) {
  Json clauses = Json::array();
  for (const CoveredClause& covered : coverage) {
    Json proofs = Json::array();
    for (const auto& [name, mutant] : covered.proofs) proofs.push_back({{"case", name}, {"mutant", mutant}});
    clauses.push_back({{"clause", covered.clause->id},
                       {"level", covered.clause->level},
                       {"scope", covered.clause->scope},
                       {"cover", to_string(covered.cover)},
                       {"cases", covered.cases},
                       {"proofs", std::move(proofs)},
                       {"no_evidence", covered.clause->no_evidence}});
  }
  return {{"clauses", std::move(clauses)}};
}

void print(const std::vector<CoveredClause>& coverage) {
  for (const CoveredClause& covered : coverage) {
    const std::string words = covered.cover == Cover::open ? covered.clause->text : words_of(covered);
    std::printf("%-12s %-20s %-8s %s\n", to_string(covered.cover), covered.clause->id.c_str(),
                covered.clause->scope.c_str(), visible(words).c_str());
  }
  for (const std::string scope : {"", "wire", "security", "draft"}) {
    std::printf("%s: %zu proven, %zu without evidence to be had, %zu named only, %zu open\n",
                scope.empty() ? "messaging semantics" : scope.c_str(), count(coverage, scope, Cover::proven),
                count(coverage, scope, Cover::excused), count(coverage, scope, Cover::named),
                count(coverage, scope, Cover::open));
  }
}

}  // namespace

std::vector<CoveredClause> coverage_of(const LoadedCases& cases, const Proof& proof) {
  std::map<std::string, std::string> hashes;
  std::map<std::string, std::vector<std::string>> clauses;
  for (const CaseFile& file : cases.files) {
    hashes[file.name] = file.sha256;
    clauses[file.name] = file.cells.front().clauses;
  }
  return coverage_of(cases.clauses, clauses, proof_of_cases(proof, hashes));
}

int coverage_command(const RunArguments& arguments) {
  const LoadedCases cases = load_cases(arguments);
  if (!cases.errors.empty()) return complain_of(cases, "nothing is listed");
  const auto proof = load_proof_if_any(arguments.proof);
  if (!proof) return complain(proof.error().sentence, 2);
  const auto coverage = coverage_of(cases, *proof);
  arguments.json ? (void)std::printf("%s\n", to_line(to_json(coverage)).c_str()) : print(coverage);
  const std::vector<std::string> unneeded = unneeded_excuses(coverage);
  for (const std::string& sentence : unneeded) complain(sentence, 1);
  return unneeded.empty() && std::none_of(coverage.begin(), coverage.end(), is_wanting) ? 0 : 1;
}

}  // namespace zassay
