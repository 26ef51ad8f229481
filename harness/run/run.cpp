#include "run/run.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>

#include "reports/standing.hpp"
#include "run/watchdog.hpp"

namespace zassay {
namespace {

/// A process that would not end spoils the cell that it served last, whatever that had been.
void amend(CellResult& result, const Breakage& breakage) {
  const bool crashed = breakage.code == "crash" || breakage.code == "early-exit";
  const bool hung = breakage.code == "hang" || breakage.code == "ignored-sigterm";
  result.judgement.verdict = crashed ? Verdict::crash : hung ? Verdict::hang : Verdict::violation;
  result.judgement.level = "MUST";
  result.judgement.check = breakage.code;
  result.judgement.reason = "after the cell, when the adapter was ended: " + breakage.sentence;
  result.code = breakage.code;
  result.standard_error = breakage.standard_error;
}

/// Cells that take long begin first, so that the run need not wait for one of them alone at its end.
std::vector<std::size_t> order_of(const std::vector<PlannedCell>& plan) {
  std::vector<std::size_t> order(plan.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_partition(order.begin(), order.end(), [&plan](std::size_t index) {
    const auto& tags = plan[index].spec->tags;
    return std::find(tags.begin(), tags.end(), "slow") != tags.end();
  });
  return order;
}

}  // namespace

int default_jobs() { return static_cast<int>(std::max(2U, std::thread::hardware_concurrency() * 6)); }

std::vector<CellResult> run_cells(const std::vector<PlannedCell>& plan, AdapterPool& pool, const RunOptions& options,
                                  const CellDone& done) {
  const std::vector<std::size_t> order = order_of(plan);
  std::vector<std::optional<CellResult>> results(plan.size());
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stopped{false};
  std::mutex reporting;
  Watchdog::instance().start();
  const auto work = [&] {
    while (!stopped && !(options.stop != nullptr && *options.stop)) {
      const std::size_t turn = next.fetch_add(1);
      if (turn >= plan.size()) return;
      const std::size_t index = order[turn];
      CellResult result = run_cell(plan[index], pool, options.cell);
      explain_cell(options.known, result);
      if (options.fail_fast && standing_of(result) >= Standing::failed) stopped = true;
      const std::lock_guard guard(reporting);
      results[index] = std::move(result);
      done(index, *results[index]);
    }
  };
  {
    std::vector<std::jthread> workers;
    for (int i = 1; i < options.jobs; ++i) workers.emplace_back(work);
    work();
  }
  for (const LateBreakage& late : pool.close()) {
    for (std::size_t index = plan.size(); index-- > 0;) {
      if (!results[index] || results[index]->cell != late.tag) continue;
      amend(*results[index], late.breakage);
      explain_cell(options.known, *results[index]);
      done(index, *results[index]);
      break;
    }
  }
  Watchdog::instance().stop();
  std::vector<CellResult> finished;
  for (auto& result : results) {
    if (result) finished.push_back(std::move(*result));
  }
  return finished;
}

}  // namespace zassay
