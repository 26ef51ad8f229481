#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace zassay {

/// One check of a case, and the seeded defects that made it fail for the reason that they are about.
struct ProvenCheck {
  std::string check;
  int line = 0;  ///< of the case file
  std::string level = "MUST";
  std::vector<std::string> proven_by;  ///< names of mutants; empty: unproven
  std::string excuse;                  ///< why it may be unproven; empty: it may not

  bool operator==(const ProvenCheck&) const = default;
};

/// What one case was seen to notice.
struct ProvenCase {
  std::string name;
  std::string sha256;  ///< of the case file that was proven: another text is another case
  std::vector<ProvenCheck> checks;
  std::map<std::string, std::string> kills;   ///< mutant → the checks that noticed it, "exact, count"
  std::map<std::string, std::string> misses;  ///< mutant that it names and did not notice → what was seen instead

  bool operator==(const ProvenCase&) const = default;
};

/// A seeded defect and the cases that noticed it.
struct ProvenMutant {
  std::string name;
  std::string family;
  std::string carrier;              ///< "shim", "model" or "wire"
  std::string wrong;                ///< what is wrong with it, one sentence
  std::vector<std::string> breaks;  ///< ids of clauses
  std::vector<std::string> killers;
  std::string excuse;  ///< why no case need notice it; empty: one must

  bool operator==(const ProvenMutant&) const = default;
};

/// Which checks are proven able to fail, and by what (docs/proof.md).
struct Proof {
  std::vector<ProvenCase> cases;
  std::vector<ProvenMutant> mutants;

  const ProvenCase* find(const std::string& case_name) const;
  bool operator==(const Proof&) const = default;
};

/// Whether a check must have been proven and was not.
bool is_unproven(const ProvenCheck& check);
/// Whether a mutant must have been noticed and was not.
bool survives(const ProvenMutant& mutant);

/// What a proof says of cases as they are now, given the SHA-256 of each one's text: checks of a case that was changed
/// since are unproven, and cases that are not among them are left out.
Proof proof_of_cases(Proof proof, const std::map<std::string, std::string>& sha256_by_case);

Json to_json(const Proof& proof);

/// Refuses whatever to_json does not write: the code "bad-proof" and the first member at fault.
Result<Proof> proof_from_json(const Json& value);

/// The codes are "unreadable" and "bad-proof"; sentences name the file.
Result<Proof> load_proof(const std::string& path);

/// The proof in the file, or an empty one if there is no such file.
Result<Proof> load_proof_if_any(const std::string& path);

}  // namespace zassay
