#include "prove/trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/expectations.hpp"

namespace zassay {
namespace {

using SoundCell = std::pair<std::string, std::string>;  ///< carrier and cell

/// One round's cells. Those of one mutant stand together, so that its processes are used again.
class Round {
 public:
  void add(const Case& cell, const Implementation& implementation, const std::string& label) {
    PlannedCell planned{&cell, cell_name(cell) + " " + label, {}, 1};
    for (const std::string& side : side_names(cell)) planned.sides[side] = &implementation;
    plan_.push_back(std::move(planned));
  }

  std::map<std::string, CellResult> run(AdapterPool& pool, const RunOptions& options, const CellDone& done) {
    std::stable_sort(plan_.begin(), plan_.end(), [](const PlannedCell& left, const PlannedCell& right) {
      return left.sides.begin()->second < right.sides.begin()->second;
    });
    std::map<std::string, CellResult> results;
    for (CellResult& result : run_cells(plan_, pool, options, done)) {
      const std::string name = result.cell;
      results[name] = std::move(result);
    }
    return results;
  }

  std::size_t size() const { return plan_.size(); }

 private:
  std::vector<PlannedCell> plan_;
};

/// The lines of each case's checks that no trial has turned red yet.
std::map<const CaseFile*, std::set<int>> unproven_lines(const std::vector<Trial>& trials, const TrialOptions& options) {
  std::map<const CaseFile*, std::set<int>> lines;
  for (const Trial& trial : trials) {
    if (lines.contains(trial.file)) continue;
    std::set<int>& open = lines[trial.file];
    for (const auto& [line, check] : checks_of(*trial.file)) {
      const bool is_excused = options.excused.contains({trial.file->name, check.check});
      if (check.level == Level::must && !is_excused) open.insert(line);
    }
  }
  for (const Trial& trial : trials) {
    for (const Notice& notice : trial.notices) lines[trial.file].erase(notice.line);
  }
  return lines;
}

class Proving {
 public:
  Proving(Trials& found, const std::map<std::string, Carrier>& carriers, const TrialOptions& options)
      : found_(found), carriers_(carriers), options_(options) {}

  /// Plans the next round; false when there is nothing left to try. What a busy machine left undecided comes last,
  /// when little else runs beside it.
  bool plan() { return plan_round(false) || plan_round(true); }

 private:
  bool plan_round(bool with_undecided) {
    round_ = {};
    active_.clear();
    const auto unproven = unproven_lines(found_.trials, options_);
    std::set<std::string> planned;
    for (Trial& trial : found_.trials) {
      const std::size_t limit = trial.is_named ? options_.cells_at_most : 1;
      if (trial.tried >= std::min(limit, trial.candidates.size())) continue;
      if (trial.is_killed() && unproven.at(trial.file).empty()) continue;
      if (trial.undecided > 0 && !with_undecided) continue;
      const Case& cell = *trial.candidates[trial.tried++];
      const Carrier& carrier = carriers_.at(trial.mutant->carrier);
      round_.add(cell, carrier.mutants.at(trial.mutant->name), trial.mutant->name);
      if (!is_sound_.contains({trial.mutant->carrier, cell_name(cell)}) &&
          planned.insert(sound_name(cell, *trial.mutant)).second) {
        round_.add(cell, carrier.sound, trial.mutant->carrier);
      }
      active_.emplace_back(&trial, &cell);
    }
    return !active_.empty();
  }

 public:
  /// Runs what was planned; false when the user stopped it.
  bool run(const CellDone& done) {
    AdapterPool pool(options_.start, 0);  // no process serves two cells: what a defect left behind would strike there
    const auto results = round_.run(pool, options_.run, done);
    found_.cells += results.size();
    for (const auto& [trial, cell] : active_) {
      if (!hear_sound(results, *trial, *cell)) continue;
      const auto changed = results.find(cell_name(*cell) + " " + trial->mutant->name);
      if (changed == results.end()) continue;
      // Only where time is judged: what else stays undecided does so by its nature, and takes its whole time again.
      const Judgement& judged = changed->second.judgement;
      if (judged.check == "elapsed" && try_again(*trial, judged.verdict)) continue;
      const std::vector<Notice> notices = notices_of(*trial->mutant, changed->second);
      trial->notices.insert(trial->notices.end(), notices.begin(), notices.end());
      trial->seen = what_was_seen(changed->second);
    }
    return results.size() == round_.size();
  }

  std::size_t size() const { return round_.size(); }

 private:
  static std::string sound_name(const Case& cell, const Mutant& mutant) {
    return cell_name(cell) + " " + mutant.carrier;
  }

  /// Whether the carrier passes the cell without a mutant.
  bool hear_sound(const std::map<std::string, CellResult>& results, Trial& trial, const Case& cell) {
    const SoundCell key{trial.mutant->carrier, cell_name(cell)};
    const auto result = results.find(sound_name(cell, *trial.mutant));
    if (result != results.end() && !is_sound_.contains(key)) {
      CellResult plain = result->second;
      if (try_again(trial, plain.judgement.verdict)) return false;
      plain.cell = key.second;  // known deviations name cells without a carrier
      explain_cell(options_.run.known, plain);
      is_sound_[key] = plain.judgement.verdict == Verdict::pass;
      if (!is_sound_[key] && !plain.expected_reason) {
        found_.unsound.push_back(
            fmt::format("{} without a mutant does not pass {}: {}", key.first, key.second, what_was_seen(plain)));
      }
    }
    const auto known = is_sound_.find(key);
    if (known != is_sound_.end() && known->second) return true;
    trial.seen = "its cell does not pass without a mutant";
    return false;
  }

  /// Whether the same cell is to run once more; if so, it is the next one of the trial again.
  bool try_again(Trial& trial, Verdict verdict) const {
    if (verdict != Verdict::inconclusive || trial.undecided + 1 >= options_.attempts) {
      trial.undecided = 0;
      return false;
    }
    ++trial.undecided;
    --trial.tried;
    return true;
  }

  Trials& found_;
  const std::map<std::string, Carrier>& carriers_;
  const TrialOptions& options_;
  Round round_;
  std::vector<std::pair<Trial*, const Case*>> active_;
  std::map<SoundCell, bool> is_sound_;
};

}  // namespace

Trials run_trials(std::vector<Trial> trials, const std::map<std::string, Carrier>& carriers,
                  const TrialOptions& options, const std::function<void(std::size_t, std::size_t)>& progress) {
  Trials found;
  found.trials = std::move(trials);
  Proving proving(found, carriers, options);
  while (found.complete && proving.plan()) {
    const std::size_t planned = found.cells + proving.size();
    std::size_t ended = found.cells;
    found.complete = proving.run([&](std::size_t, const CellResult&) { progress(++ended, planned); });
  }
  return found;
}

}  // namespace zassay
