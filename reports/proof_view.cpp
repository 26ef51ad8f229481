#include "reports/proof_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.hpp"

namespace zassay {
namespace {

constexpr std::size_t most_names = 6;

/// "drop-one, duplicate-one and 3 more".
std::string some_of(const std::vector<std::string>& names) {
  const std::size_t shown = names.size() <= most_names ? names.size() : most_names - 1;
  std::string text =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

std::string words_of(const ProvenCheck& check) {
  if (!check.proven_by.empty()) return "proven by " + some_of(check.proven_by);
  return check.excuse.empty() ? "unproven" : "unproven: " + check.excuse;
}

Json unproven_view(const Proof& proof) {
  Json rows = Json::array();
  for (const ProvenCase& proven : proof.cases) {
    for (const ProvenCheck& check : proven.checks) {
      if (!check.proven_by.empty()) continue;
      rows.push_back({{"case", visible(proven.name)},
                      {"line", check.line},
                      {"check", visible(check.check)},
                      {"level", visible(check.level)},
                      {"reason", visible(check.excuse)}});
    }
  }
  return rows;
}

Json mutant_view(const ProvenMutant& mutant) {
  const bool is_killed = !mutant.killers.empty();
  return {{"mutant", visible(mutant.name)},
          {"family", visible(mutant.family)},
          {"carrier", visible(mutant.carrier)},
          {"wrong", visible(mutant.wrong)},
          {"tone", is_killed               ? "pass"
                   : mutant.excuse.empty() ? "fail"
                                           : "open"},
          {"word", is_killed ? "noticed" : "survives"},
          {"glyph", is_killed ? "✓" : "✗"},
          {"cases", is_killed ? visible(some_of(mutant.killers)) : visible(mutant.excuse)},
          {"count", mutant.killers.size()}};
}

}  // namespace

std::string words_of_proof(const Proof& proof, const std::string& case_name, const Finding& finding) {
  const ProvenCase* const proven = proof.find(case_name);
  if (proven == nullptr || finding.line == 0) return {};
  const auto check = std::find_if(proven->checks.begin(), proven->checks.end(), [&finding](const ProvenCheck& item) {
    return item.line == finding.line && item.check == finding.check;
  });
  return check == proven->checks.end() ? std::string() : words_of(*check);
}

Json proof_view(const Proof& proof) {
  std::size_t checks = 0;
  std::size_t proven = 0;
  for (const ProvenCase& item : proof.cases) {
    checks += item.checks.size();
    proven += static_cast<std::size_t>(std::count_if(
        item.checks.begin(), item.checks.end(), [](const ProvenCheck& check) { return !check.proven_by.empty(); }));
  }
  Json mutants = Json::array();
  std::size_t killed = 0;
  for (const ProvenMutant& mutant : proof.mutants) {
    mutants.push_back(mutant_view(mutant));
    killed += mutant.killers.empty() ? 0 : 1;
  }
  const std::string sentence = fmt::format(
      "{} of {} checks of these cases were seen to fail on an implementation with a seeded defect that they "
      "are about; {} of {} seeded defects are noticed.",
      proven, checks, killed, proof.mutants.size());
  return {{"sentence", proof.mutants.empty() ? std::string() : sentence},
          {"unproven", unproven_view(proof)},
          {"mutants", std::move(mutants)}};
}

}  // namespace zassay
