#include "reports/page_proof.hpp"

namespace zassay {
namespace {

void add_mutants(Html part, const Json& mutants) {
  Html rows = table(part, "Seeded defects, and the cases that notice each",
                    {"Defect", "What is wrong", "Family", "Result", "Cases", "Which"});
  for (const Json& mutant : mutants) {
    Html row = rows.add("tr");
    row.add("th", {{"scope", "row"}}).text(text_at(mutant, "mutant"));
    row.add("td").text(text_at(mutant, "wrong"));
    row.add("td").text(text_at(mutant, "family") + " (" + text_at(mutant, "carrier") + ")");
    add_word(row.add("td").add("span", {{"class", "chip " + text_at(mutant, "tone")}}), mutant);
    row.add("td", {{"class", "number"}}).text(number_at(mutant, "count"));
    row.add("td").text(text_at(mutant, "cases"));
  }
}

void add_unproven(Html part, const Json& checks) {
  if (checks.empty()) return;
  Html rows = table(part, "Unproven checks", {"Case", "Line", "Check", "Level", "Why"});
  for (const Json& check : checks) {
    Html row = rows.add("tr");
    row.add("th", {{"scope", "row"}}).text(text_at(check, "case"));
    row.add("td", {{"class", "number"}}).text(number_at(check, "line"));
    row.add("td").text(text_at(check, "check"));
    row.add("td").text(text_at(check, "level"));
    row.add("td").text(text_at(check, "reason"));
  }
}

}  // namespace

void add_proof(Html page, const Json& proof) {
  if (text_at(proof, "sentence").empty()) return;
  Html part = section(page, "proof", "Proof that the checks can fail");
  part.add("p").text(text_at(proof, "sentence"));
  add_unproven(part, proof["unproven"]);
  add_mutants(part, proof["mutants"]);
}

}  // namespace zassay
