#pragma once

#include "check/judgement.hpp"
#include "reports/proof.hpp"

namespace zassay {

/// "proven by drop-one and 3 more", "unproven: …", or nothing if the proof does not speak of this check.
std::string words_of_proof(const Proof& proof, const std::string& case_name, const Finding& finding);

/// What the page shows of a proof: counts, the unproven checks, and each mutant with its killers. All text is visible.
Json proof_view(const Proof& proof);

}  // namespace zassay
