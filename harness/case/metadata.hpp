#pragma once

#include "case/clauses.hpp"
#include "case/error.hpp"
#include "case/tree.hpp"

namespace zassay {

/// Reads what is the same in every cell of a file: title, why, clauses, level, tags, needs, mutants; and checks that
/// the keys of the case are known and complete. Parameters have no meaning here.
Case read_metadata(const Node& root, const std::string& file, const ClauseCatalogue& clauses, CaseErrors& errors);

/// The keys of a case with a sentence on each, in the order of docs/case-format.md.
struct CaseKey {
  const char* name;
  const char* about;
  bool is_required;
};
const std::vector<CaseKey>& case_keys();

}  // namespace zassay
