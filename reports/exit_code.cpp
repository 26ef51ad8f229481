#include "reports/exit_code.hpp"

#include <algorithm>

#include "reports/standing.hpp"

namespace zassay {

int exit_code(const RunResult& run) {
  const auto any = [&](auto&& predicate) { return std::any_of(run.cells.begin(), run.cells.end(), predicate); };
  const auto stands = [](Standing standing) {
    return [standing](const CellResult& cell) { return standing_of(cell) == standing; };
  };
  if (!run.errors.empty() || any(stands(Standing::harness_error))) return 3;
  if (std::all_of(run.cells.begin(), run.cells.end(), stands(Standing::unsupported))) return 6;
  if (any(stands(Standing::failed))) return 1;
  if (!run.stale_expectations.empty()) return 4;
  const bool is_unfinished = !run.complete || run.cells.size() < run.planned;
  if (is_unfinished || any(stands(Standing::undecided)) || any(hides_undecided)) return 5;
  return 0;
}

}  // namespace zassay
