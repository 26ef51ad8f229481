#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// A return of a call of the operation, in a relay one of many.
struct Return {
  std::size_t event = no_index;
  std::string error;
};

std::vector<Return> returns_of(const RecordedOperation& operation) {
  std::vector<Return> returns;
  for (const RecordedCall& call : operation.returned) returns.push_back({call.event, call.error});
  // A relay tells each return by itself; its reply only repeats the last.
  if (returns.empty() && operation.reply) returns.push_back({operation.reply->event, operation.reply->error});
  return returns;
}

enum class Effect { interrupted, ignored, unclear };

struct SignalEffect {
  Effect effect = Effect::unclear;
  std::string sentence;
};

/// Whether anything happened in (from, to) by which the call of `own` could end, and not by the signal: a message, room
/// for one, a peer that came or went, the end of a context.
bool something_happened(const History& history, std::uint64_t own, std::size_t from, std::size_t to) {
  const auto is_between = [&](std::size_t event) { return event > from && event < to; };
  const auto may_wake = [&](const RecordedOperation& operation) {
    if (operation.number == own || operation.call == "handler" || operation.call == "get") return false;
    const std::size_t over = operation.reply ? operation.reply->event : no_index;
    const bool sends = operation.call == "send" || operation.call == "message.send" || operation.call == "pipe.write";
    return is_between(operation.event) || is_between(over) || (sends && operation.event < to && over > from);
  };
  return std::any_of(history.operations.begin(), history.operations.end(), may_wake) ||
         std::any_of(history.exits.begin(), history.exits.end(),
                     [&](const ProcessExit& exit) { return is_between(exit.event); });
}

std::size_t asleep_in(const History& history, std::uint64_t operation, std::size_t from, std::size_t to) {
  std::size_t found = no_index;
  for (const RecordedEvidence& evidence : history.evidence) {
    const bool sleeps = evidence.kind == "asleep" || evidence.kind == "blocked";
    if (sleeps && evidence.outcome == "came" && evidence.operation == operation && evidence.event > from &&
        evidence.event < to) {
      found = evidence.event;
    }
  }
  return found;
}

/// What one signal did: `until` is the next signal to the same operation, or the end.
SignalEffect judge_signal(const History& history, const RecordedOperation& operation, const RecordedSignal& signal,
                          std::size_t until) {
  const std::vector<Return> returns = returns_of(operation);
  const auto next =
      std::find_if(returns.begin(), returns.end(), [&](const Return& r) { return r.event > signal.event; });
  const bool returned = next != returns.end() && next->event < until;
  if (returned && next->error == "EINTR") return {Effect::interrupted, {}};
  const auto handled = std::find_if(history.handled.begin(), history.handled.end(), [&](const HandledSignal& item) {
    const bool same_thread = item.thread == 0 || signal.thread == 0 || item.thread == signal.thread;
    return item.event > signal.event && item.event < until && item.number == signal.number && same_thread;
  });
  if (handled == history.handled.end()) return {Effect::unclear, "its handler was not seen to run"};
  std::size_t last_return = operation.event;
  for (const Return& earlier : returns) {
    if (earlier.event < signal.event) last_return = std::max(last_return, earlier.event);
  }
  const std::size_t asleep = asleep_in(history, operation.number, last_return, signal.event);
  if (asleep == no_index) return {Effect::unclear, "the thread was not proven asleep when the signal was sent"};
  const std::size_t until_return = returned ? next->event : until;
  if (asleep_in(history, operation.number, handled->event, until_return) != no_index) {
    return {Effect::ignored, "the handler ran, and the thread slept again in the same call"};
  }
  if (!returned) return {Effect::unclear, "the handler ran, and nothing tells what the call did then"};
  const std::string result = next->error.empty() ? "success" : next->error;
  if (something_happened(history, operation.number, asleep, handled->event)) {
    return {Effect::unclear, fmt::format("the call returned {}, but not only the signal came meanwhile", result)};
  }
  return {Effect::ignored, fmt::format("the handler ran, and the call went on and returned {}", result)};
}

/// Counts of what the signals to the operations of one name did.
struct Score {
  std::uint64_t signals = 0, interruptions = 0, effective = 0;
  Complaints ignored, unclear;
};

void score_operation(const History& history, const RecordedOperation& operation, Score& score) {
  std::vector<const RecordedSignal*> signals;
  for (const RecordedSignal& signal : history.signals) {
    if (signal.operation == operation.number) signals.push_back(&signal);
  }
  for (const Return& item : returns_of(operation)) score.interruptions += item.error == "EINTR" ? 1 : 0;
  score.signals += signals.size();
  for (std::size_t i = 0; i < signals.size(); ++i) {
    const std::size_t until = i + 1 < signals.size() ? signals[i + 1]->event : no_index;
    const SignalEffect effect = judge_signal(history, operation, *signals[i], until);
    if (effect.effect == Effect::interrupted) {
      ++score.effective;
      continue;
    }
    Complaints& list = effect.effect == Effect::ignored ? score.ignored : score.unclear;
    list.add(fmt::format("signal {} of {} did not end the call with EINTR: {}", i + 1, signals.size(), effect.sentence),
             signals[i]->event);
  }
}

}  // namespace

Finding check_interrupted(const History& history, const RecordedExpectation& expectation) {
  const std::string name = word_argument(expectation, "op");
  Finding finding = begin_finding(expectation, "operation " + name);
  Score score;
  for (const RecordedOperation* operation : history.operations_named(name)) score_operation(history, *operation, score);
  if (!score.ignored.empty()) {
    return conclude(std::move(finding), Outcome::fail, score.ignored.sentence(), score.ignored.events());
  }
  if (score.interruptions > score.effective) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} returned EINTR {} times, though {} signals interrupted it", name,
                                score.interruptions, score.effective));
  }
  if (score.signals == 0) {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("no signal was sent to {}", name));
  }
  const auto times = integer_argument(expectation, "times");
  if (times && score.effective > *times) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} returned EINTR {} times instead of {}", name, score.effective, *times));
  }
  if (!score.unclear.empty()) {
    return conclude(std::move(finding), Outcome::inconclusive, score.unclear.sentence(), score.unclear.events());
  }
  if (times && score.effective < *times) {
    const Outcome outcome = history.completed() ? Outcome::fail : Outcome::inconclusive;
    return conclude(std::move(finding), outcome,
                    fmt::format("{} returned EINTR {} times instead of {}", name, score.effective, *times));
  }
  return conclude(std::move(finding), Outcome::pass,
                  fmt::format("each of {} signals ended a call of {} with EINTR", score.signals, name));
}

}  // namespace zassay
