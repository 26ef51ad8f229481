#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "case/case.hpp"
#include "prove/notice.hpp"
#include "run/run.hpp"

namespace zassay {

/// One case against one mutant that it should notice.
struct Trial {
  const CaseFile* file = nullptr;
  const Mutant* mutant = nullptr;
  bool is_named = true;                 ///< whether the case names the mutant, or the whole matrix was asked for
  std::vector<const Case*> candidates;  ///< cells that the carrier can run, cheapest first
  std::size_t tried = 0;                ///< of the candidates
  std::size_t undecided = 0;            ///< how often the candidate that is next was undecided
  std::vector<Notice> notices;          ///< of all cells that were tried
  std::string seen;                     ///< in the cell tried last, when nothing noticed it

  bool is_killed() const { return !notices.empty(); }
};

struct TrialOptions {
  RunOptions run;
  StartOptions start;
  bool all = false;                                       ///< every case against every mutant, one cell each
  std::size_t attempts = 3;                               ///< at a cell that is undecided, because the machine was busy
  std::size_t cells_at_most = 12;                         ///< of one case against one mutant
  std::vector<std::string> mutants;                       ///< only these; empty: all
  std::set<std::pair<std::string, std::string>> excused;  ///< case and check that no further cell is tried for
};

/// A carrier: the sound implementation, and one for each mutant.
struct Carrier {
  Implementation sound;
  std::map<std::string, Implementation> mutants;  ///< by name
};

/// What the trials found.
struct Trials {
  std::vector<Trial> trials;
  std::vector<std::string> unsound;  ///< one sentence for each cell that a carrier without a mutant does not pass
  std::size_t cells = 0;             ///< that were run
  bool complete = true;              ///< false when the user stopped them
};

/// Starts the carriers of the mutants. Errors as `meet`.
Result<std::map<std::string, Carrier>> meet_carriers(AdapterPool& pool, const std::vector<Mutant>& mutants);

/// The trials of the cases: which cells to run on which mutants. Errors name a mutant that a case names and that the
/// catalogue lacks.
Result<std::vector<Trial>> plan_trials(const std::vector<CaseFile>& files, const std::vector<Mutant>& mutants,
                                       const std::map<std::string, Carrier>& carriers, const TrialOptions& options);

/// Runs the trials in rounds: the cheapest cell of each first, a further one where the mutant was not noticed yet or a
/// check of the case is still unproven. A notice counts only when the sound carrier passes the same cell. A cell that
/// is undecided runs again, at most `attempts` times. `progress` is called after each cell with the
/// numbers of cells that ended and that are planned so far.
Trials run_trials(std::vector<Trial> trials, const std::map<std::string, Carrier>& carriers,
                  const TrialOptions& options, const std::function<void(std::size_t, std::size_t)>& progress);

/// The checks of a case file by line, over all its cells.
std::map<int, Expectation> checks_of(const CaseFile& file);

}  // namespace zassay
