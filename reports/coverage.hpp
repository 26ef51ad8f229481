#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "case/clauses.hpp"
#include "reports/proof.hpp"

namespace zassay {

/// How sure it is that a case would notice an implementation that breaks a clause.
enum class Cover {
  proven,   ///< a case that names it failed on a seeded defect that breaks it
  excused,  ///< the catalogue says which evidence cannot be had
  named,    ///< cases name it, and nothing shows that they would notice
  open,     ///< nothing
};

struct CoveredClause {
  const Clause* clause = nullptr;
  Cover cover = Cover::open;
  std::vector<std::string> cases;                           ///< that name it
  std::vector<std::pair<std::string, std::string>> proofs;  ///< case and seeded defect
};

/// What each clause of the catalogue is covered by, in its order. `clauses_by_case` is what each case names, and the
/// proof is that of the cases as they are now (proof_of_cases). The result points into the catalogue.
std::vector<CoveredClause> coverage_of(const ClauseCatalogue& catalogue,
                                       const std::map<std::string, std::vector<std::string>>& clauses_by_case,
                                       const Proof& proof);

/// Excuses that are none: of clauses that are proven all the same. A sentence each.
std::vector<std::string> unneeded_excuses(const std::vector<CoveredClause>& coverage);

/// How many clauses of a scope ("" is messaging semantics) have that cover.
std::size_t count(const std::vector<CoveredClause>& coverage, const std::string& scope, Cover cover);

/// "proven", "no evidence", "named only", "open".
const char* to_string(Cover cover);

/// Which clauses somebody has to do something about: those of messaging semantics that are open or named only.
bool is_wanting(const CoveredClause& covered);

/// By what it is covered, in a line: "multipart/arrives-whole by drop-one, and 3 more".
std::string words_of(const CoveredClause& covered);

}  // namespace zassay
