// How adapters are brought to their end: every stage lasts until the guardian reports the exit, or until its limit.

#include <algorithm>

#include "adapter/adapter_state.hpp"
#include "adapter/process_resources.hpp"
#include "adapter/processor_time.hpp"

namespace zassay {
namespace {

using std::chrono::milliseconds;

enum class Stage { leaving, terminating, killing, done };

/// While its threads are still at work at the limit, the machine may be the slow one: it may have this much longer.
constexpr int busy_patience = 3;
constexpr milliseconds busy_look{50};
/// A killed process that does not go (an uninterruptible wait) is left to its guardian's end.
constexpr milliseconds kill_limit{10'000};

/// One process on its way out.
class Leaver {
 public:
  Leaver(AdapterProcess& process, Ending ending) : process_(process), state_(process.state()), ending_(ending) {
    if (state_.ended) {
      stage_ = Stage::done;
      return;
    }
    if (asks() && !state_.breakage) {
      if (ending == Ending::polite) [[maybe_unused]]
        const auto asked = process.request({{"op", "quit"}});
      close_when_written_ = true;
      enter(Stage::leaving);
    } else if (ending == Ending::hung && !state_.breakage) {
      enter(Stage::terminating);
    } else {
      enter(Stage::killing);
    }
    // What it still says is of no interest, but it must not block on saying it.
    state_.streams.drop_output();
  }

  bool done() const { return stage_ == Stage::done; }
  SteadyTime deadline() const { return deadline_; }

  void look() {
    if (done()) return;
    if (close_when_written_ && state_.streams.unwritten() == 0) {
      state_.streams.close_input();
      close_when_written_ = false;
    }
    if (!state_.streams.fate().guarded) return finish();
    const SteadyTime now = std::chrono::steady_clock::now();
    if (now < deadline_) return;
    if (state_.streams.fate().ended() || stage_ == Stage::killing) {
      if (now >= entered_ + kill_limit) return finish();
      deadline_ = entered_ + kill_limit;  // only the guardian's sweep is awaited
    } else if (now < entered_ + patience()) {
      deadline_ = now + busy_look;
    } else {
      enter(stage_ == Stage::leaving ? Stage::terminating : Stage::killing);
    }
  }

 private:
  bool asks() const { return ending_ == Ending::polite || ending_ == Ending::end_of_input; }
  milliseconds limit() const { return milliseconds(state_.options.exit_limit_ms); }

  /// How long this stage may last, as it looks now: one that is exiting already, or that is kept waiting for a
  /// processor, is not blamed for it; nor for its guardian, which has to tell of it.
  milliseconds patience() const {
    const pid_t guardian = state_.streams.guardian();
    if (is_exiting(state_.process) || is_starved(state_.process, adapter_before_)) return kill_limit;
    if (is_busy(guardian) || is_starved(guardian, guardian_before_)) return kill_limit;
    return is_busy(state_.process) ? busy_patience * limit() : limit();
  }

  bool is_starved(pid_t process, const std::optional<ProcessorTime>& before) const {
    const auto now = before ? read_processor_time(process) : std::nullopt;
    return now && was_starved(*before, *now, std::chrono::steady_clock::now() - entered_);
  }

  void enter(Stage stage) {
    stage_ = stage;
    entered_ = std::chrono::steady_clock::now();
    adapter_before_ = read_processor_time(state_.process);
    guardian_before_ = read_processor_time(state_.streams.guardian());
    deadline_ = entered_ + (stage == Stage::killing ? kill_limit : limit());
    if (stage == Stage::terminating) {
      was_terminated_ = true;  // a hung one keeps its input: it is SIGTERM that must end it
      state_.streams.order("terminate");
    }
    if (stage == Stage::killing) {
      was_killed_ = true;
      state_.streams.close_input();
      state_.streams.order("kill");
    }
  }

  /// The guardian is gone, or as good as: says what was wrong with the end.
  void finish() {
    stage_ = Stage::done;
    const bool gone = !state_.streams.fate().guarded;
    while (gone && !state_.streams.error_ended() && state_.streams.error_total() <= standard_error_limit) {
      state_.streams.pump({});  // its last words
    }
    judge();
    state_.streams.reap_guardian();
    state_.outstanding.clear();
    state_.ended = true;
    if (state_.breakage) state_.breakage->standard_error = state_.streams.error_tail();
  }

  void judge() {
    const AdapterStreams::Fate fate = state_.streams.fate();
    const std::string wait = " within " + std::to_string(limit().count()) + " ms";
    if (ending_ == Ending::hung) {
      if (was_killed_) {
        state_.break_down("ignored-sigterm", "the adapter did not answer, and SIGTERM did not end it" + wait);
      } else {
        state_.break_down("hang", "the adapter did not answer within its time limit");
      }
    } else if (asks()) {
      if (was_terminated_) {
        const std::string also = was_killed_ ? ", and SIGTERM did not end it either" : "";
        state_.break_down("did-not-quit", "the adapter did not exit" + wait + " of end of input" + also);
      } else if (!fate.ended()) {
        state_.break_down("crash", "the guardian of the adapter was ended, and the adapter with it");
      } else if (crashed(fate)) {
        state_.break_down("crash", "the adapter " + describe(fate) + " instead of quitting with code 0");
      }
    }
    if (ending_ != Ending::kill && fate.swept > 0) {
      state_.break_down("left-process", "the adapter left " + std::to_string(fate.swept) + " process(es) behind");
    }
  }

  AdapterProcess& process_;
  AdapterProcess::State& state_;
  const Ending ending_;
  Stage stage_ = Stage::leaving;
  bool close_when_written_ = false;
  bool was_terminated_ = false;
  bool was_killed_ = false;
  SteadyTime entered_;
  SteadyTime deadline_;
  std::optional<ProcessorTime> adapter_before_;  ///< when the stage was entered
  std::optional<ProcessorTime> guardian_before_;
};

}  // namespace

void end_all(std::span<AdapterProcess* const> adapters, Ending ending) {
  std::vector<Leaver> leavers;
  leavers.reserve(adapters.size());
  for (AdapterProcess* adapter : adapters) leavers.emplace_back(*adapter, ending);
  while (true) {
    std::vector<AdapterProcess::State*> states;
    SteadyTime deadline = SteadyTime::max();
    for (std::size_t i = 0; i < leavers.size(); ++i) {
      leavers[i].look();
      if (leavers[i].done()) continue;
      states.push_back(&adapters[i]->state());
      deadline = std::min(deadline, leavers[i].deadline());
    }
    if (states.empty()) return;
    poll_once(states, deadline, -1);
  }
}

std::optional<Breakage> AdapterProcess::end(Ending ending) {
  AdapterProcess* const self = this;
  end_all(std::span(&self, 1), ending);
  return state_->breakage;
}

}  // namespace zassay
