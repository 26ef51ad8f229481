#include "prove/mutant.hpp"

#include <algorithm>
#include <set>

#include "case/suggest.hpp"
#include "check/checks.hpp"
#include "mutants/wire/wire_defects.hpp"
#include "prove/entries.hpp"
#include "run/implementation.hpp"

namespace zassay {
namespace {

const std::vector<std::string> carriers{"shim", "model", wire_carrier};

/// What may notice a mutant: every check, and the ways a story ends before its checks. A mutant that is just a crash or
/// a hang says so in its name: for every other one these would be luck.
std::vector<std::string> noticing_words(const std::string& mutant) {
  std::vector<std::string> words{"stuck", "until", "step"};
  for (const CheckEntry& entry : all_checks()) words.push_back(entry.name);
  for (const char* own : {"crash", "hang"}) {
    if (mutant.starts_with(own)) words.emplace_back(own);
  }
  return words;
}

Mutant read_mutant(EntryReader& entry, const ClauseCatalogue& clauses) {
  Mutant mutant;
  mutant.line = entry.line();
  mutant.name = entry.text("name");
  mutant.family = entry.text("family");
  mutant.carrier = entry.text("carrier", carriers);
  if (mutant.carrier == wire_carrier && !wire_defect(mutant.name)) {
    entry.refuse("name", "unknown-word", in_quotes(mutant.name) + ", which mutants/wire does not have",
                 one_of(mutant.name, wire_defect_names()));
  }
  mutant.wrong = entry.text("wrong");
  mutant.breaks = entry.texts("breaks");
  for (const std::string& id : mutant.breaks) {
    if (clauses.find(id) != nullptr) continue;
    const std::string meant = clauses.nearest_to(id);
    entry.refuse("breaks", "unknown-clause", "the unknown clause " + in_quotes(id),
                 "an id of clauses.yaml" + (meant.empty() ? "" : "; did you mean " + in_quotes(meant) + "?"));
  }
  mutant.strikes = entry.text("strikes");
  mutant.noticed_by = entry.lists("noticed_by");
  const std::vector<std::string> words = noticing_words(mutant.name);
  for (const auto& [check, reasons] : mutant.noticed_by) {
    if (std::find(words.begin(), words.end(), check) != words.end()) continue;
    entry.refuse("noticed_by", "unknown-word", in_quotes(check) + " in 'noticed_by'", one_of(check, words));
  }
  return mutant;
}

}  // namespace

Result<std::vector<Mutant>> load_catalogue(const std::string& path, const ClauseCatalogue& clauses) {
  std::vector<Mutant> mutants;
  std::set<std::string> names;
  const auto read = read_entries(path, [&](EntryReader& entry) {
    mutants.push_back(read_mutant(entry, clauses));
    if (names.insert(mutants.back().name).second) return;
    entry.refuse("name", "duplicate-value", in_quotes(mutants.back().name) + " a second time", "each mutant once");
  });
  if (!read) return tl::unexpected(read.error());
  return mutants;
}

const Mutant* find_mutant(const std::vector<Mutant>& mutants, const std::string& name) {
  const auto found =
      std::find_if(mutants.begin(), mutants.end(), [&name](const Mutant& mutant) { return mutant.name == name; });
  return found == mutants.end() ? nullptr : &*found;
}

Result<AdapterCommand> command_of_carrier(const std::string& carrier) {
  if (carrier == wire_carrier) return command_of_name("libzmq");
  return command_of_library(program_folder() + (carrier == "model" ? "/libzassay-model.so" : "/libzassay-mutant.so"));
}

}  // namespace zassay
