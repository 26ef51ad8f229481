#pragma once

#include <string>
#include <vector>

#include "prove/mutant.hpp"
#include "reports/results.hpp"

namespace zassay {

/// One check that noticed a defect.
struct Notice {
  std::string check;
  int line = 0;  ///< of the case file; 0 for implicit checks
  std::string sentence;
};

/// The findings by which a cell that ran on the mutant noticed it: those that failed by a check that is about the
/// defect, for the reason that it is about. None if the cell ended by a crash, a hang or a breach of the protocol that
/// is not what the mutant is.
std::vector<Notice> notices_of(const Mutant& mutant, const CellResult& cell);

/// What was seen instead, for a mutant that was not noticed: "pass", or the verdict, check and sentence.
std::string what_was_seen(const CellResult& cell);

}  // namespace zassay
