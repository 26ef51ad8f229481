#pragma once

#include "prove/excuses.hpp"
#include "prove/trials.hpp"
#include "reports/proof.hpp"

namespace zassay {

/// What is to be said of trials, and what is wrong: one sentence for each problem.
struct ProofReport {
  Proof proof;
  std::vector<std::string> problems;
};

/// What took part in the trials. Where only some mutants did, a check that they do not concern is not unproven; where
/// something was left out, a mutant that no case named does not survive, and an excuse may be needed elsewhere.
struct Extent {
  bool every_case = true;
  bool every_mutant = true;
  bool is_whole() const { return every_case && every_mutant; }
};

ProofReport proof_of(const std::vector<CaseFile>& files, const std::vector<Mutant>& mutants, const Trials& trials,
                     Excuses& excuses, Extent extent);

/// Whether two proofs speak of the same cases, checks and mutants, and say the same of each: by which mutants does not
/// matter.
bool agree(const Proof& left, const Proof& right);

/// The kill matrix as text: a line for each case (by check, what proves it) and for each mutant (who notices it).
std::string matrix_of(const Proof& proof);

}  // namespace zassay
