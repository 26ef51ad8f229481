#include "adapter/adapter_state.hpp"

#include <poll.h>

#include <algorithm>
#include <cstring>

#include "adapter/message_check.hpp"
#include "adapter/process_resources.hpp"

namespace zassay {
namespace {

int milliseconds_until(SteadyTime deadline) {
  const SteadyTime now = std::chrono::steady_clock::now();
  if (deadline <= now) return 0;  // compared, not subtracted: the deadline may be SteadyTime::min()
  const auto left_ms = std::chrono::ceil<std::chrono::milliseconds>(deadline - now).count();
  return static_cast<int>(std::min<std::int64_t>(left_ms, 1'000'000'000));
}

std::optional<std::uint64_t> id_of(const Json& message) {
  const auto found = message.find("id");
  if (found == message.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::uint64_t>();
}

/// Checks a message against the grammar and against what was asked; takes the request of a reply off the list.
Result<Incoming::Kind> check_message(AdapterProcess::State& state, const Json& message) {
  const bool is_event = message.contains("event");
  if (is_event) {
    if (const auto checked = check_event(message); !checked) return tl::unexpected(checked.error());
    if (!message.contains("id")) return Incoming::Kind::event;
  }
  const std::optional<std::uint64_t> id = id_of(message);
  if (!id) return failure("garbage", "the adapter wrote a reply without an \"id\" that is a positive integer");
  const std::string number = std::to_string(*id);
  if (*id == 0 || *id > state.last_id) {
    return failure("unknown-id", "the adapter answered request " + number +
                                     ", which was never made (the last one was " + std::to_string(state.last_id) + ")");
  }
  const auto request = state.outstanding.find(*id);
  if (is_event) {
    if (request != state.outstanding.end()) return Incoming::Kind::event;
    return failure("garbage", "the adapter wrote an event of request " + number + ", which it has already answered");
  }
  if (request == state.outstanding.end()) {
    return failure("second-reply", "the adapter answered request " + number + " twice");
  }
  if (const auto checked = check_reply(request->second, message); !checked) return tl::unexpected(checked.error());
  state.outstanding.erase(request);
  return Incoming::Kind::reply;
}

}  // namespace

std::string describe(const AdapterStreams::Fate& fate) {
  if (fate.exit_code) return "exited with code " + std::to_string(*fate.exit_code);
  if (!fate.signal) return "lives";
  return "was ended by signal " + std::to_string(*fate.signal) + " (" + ::strsignal(*fate.signal) + ")";
}

bool crashed(const AdapterStreams::Fate& fate) { return fate.signal || fate.exit_code.value_or(0) != 0; }

void AdapterProcess::State::break_down(std::string code, const std::string& sentence) {
  if (breakage) return;
  const AdapterStreams::Fate& fate = streams.fate();
  Breakage broken;
  broken.code = std::move(code);
  broken.sentence = name() + ": " + sentence;
  broken.exit_code = fate.exit_code.value_or(-1);
  broken.signal = fate.signal.value_or(0);
  broken.standard_error = streams.error_tail();
  breakage = std::move(broken);
}

std::string AdapterProcess::State::name() const {
  return hello.implementation_name.empty() ? command.argv.front()
                                           : hello.implementation_name + "@" + hello.implementation_version;
}

void AdapterProcess::State::judge_end() {
  const AdapterStreams::Fate& fate = streams.fate();
  const std::size_t partial = streams.lines().partial();
  const std::string cut = partial > 0 ? " in the middle of a line of " + std::to_string(partial) + " bytes so far" : "";
  if (!fate.ended()) {
    if (!fate.guarded) return break_down("crash", "the guardian of the adapter was ended, and the adapter with it");
    // The end of a process closes its output before its parent can know: only one that goes on living closed it itself.
    if (!streams.output_ended() || fate.process < 0 || is_exiting(fate.process)) return;
    return break_down(partial > 0 ? "half-line" : "early-exit",
                      "the adapter closed its output while it was in use" + cut + ", and lives on");
  }
  if (!streams.output_ended() || !streams.error_ended()) return;
  if (crashed(fate)) return break_down("crash", "the adapter " + describe(fate) + " while it was in use" + cut);
  break_down(partial > 0 ? "half-line" : "early-exit", "the adapter exited with code 0 while it was in use" + cut);
}

std::optional<Incoming> AdapterProcess::State::take(AdapterProcess* self) {
  if (told_broken || ended) return std::nullopt;
  Incoming incoming;
  incoming.adapter = self;
  incoming.received = std::chrono::steady_clock::now();
  if (!breakage && streams.error_total() > standard_error_limit) {
    break_down("stderr-flood", "the adapter wrote more than 16 MiB to standard error");
  }
  if (const auto line = breakage ? std::nullopt : streams.lines().next()) {
    Result<Json> message = read_message(*line);
    const Result<Incoming::Kind> kind = message ? check_message(*this, *message) : tl::unexpected(message.error());
    if (kind) {
      incoming.kind = *kind;
      incoming.message = std::move(*message);
      return incoming;
    }
    break_down(kind.error().code, kind.error().sentence);
  }
  if (!breakage && streams.lines().too_long()) {
    break_down("line-too-long", "the adapter wrote a line above 64 MiB");
  }
  if (!breakage) judge_end();
  if (!breakage) return std::nullopt;
  told_broken = true;
  incoming.kind = Incoming::Kind::broken;
  incoming.breakage = *breakage;
  return incoming;
}

bool poll_once(const std::vector<AdapterProcess::State*>& states, SteadyTime deadline, int wake_descriptor) {
  std::vector<std::vector<pollfd>> waits(states.size());
  std::vector<pollfd> all;
  for (std::size_t i = 0; i < states.size(); ++i) {
    states[i]->streams.add_waits(waits[i]);
    all.insert(all.end(), waits[i].begin(), waits[i].end());
  }
  all.push_back({wake_descriptor, POLLIN, 0});
  if (::poll(all.data(), all.size(), milliseconds_until(deadline)) < 0) return false;
  std::size_t at = 0;
  for (std::size_t i = 0; i < states.size(); ++i) {
    for (pollfd& wait : waits[i]) wait.revents = all[at++].revents;
    states[i]->streams.pump(waits[i]);
  }
  return all.back().revents != 0;
}

}  // namespace zassay
