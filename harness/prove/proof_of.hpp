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

/// `whole`: every case and every mutant took part, so that a mutant without a killer survives, and an excuse that
/// nobody needed is to be taken out.
ProofReport proof_of(const std::vector<CaseFile>& files, const std::vector<Mutant>& mutants, const Trials& trials,
                     Excuses& excuses, bool whole);

/// Whether two proofs speak of the same cases, checks and mutants, and say the same of each: by which mutants does not
/// matter.
bool agree(const Proof& left, const Proof& right);

/// The kill matrix as text: a line for each case (by check, what proves it) and for each mutant (who notices it).
std::string matrix_of(const Proof& proof);

}  // namespace zassay
