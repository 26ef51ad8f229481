#pragma once

#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapter/adapter_process.hpp"
#include "adapter/adapter_streams.hpp"

namespace zassay {

/// What is behind an AdapterProcess; the module's own.
struct AdapterProcess::State {
  State(AdapterCommand given, StartOptions limits, GuardianLink link)
      : command(std::move(given)), options(std::move(limits)), streams(std::move(link)) {}

  AdapterCommand command;
  StartOptions options;
  AdapterStreams streams;
  Hello hello;
  pid_t process = -1;  ///< the adapter itself, which a launcher script may have started
  std::uint64_t last_id = 0;
  std::unordered_map<std::uint64_t, std::string> outstanding;  ///< id → op
  std::optional<Breakage> breakage;
  bool told_broken = false;
  bool ended = false;
  std::uint64_t last_turn = 0;  ///< when next_incoming last gave something of this one

  /// Notes the first breakage; later ones are consequences.
  void break_down(std::string code, const std::string& sentence);
  /// What its end, as far as it is known, means while it was in use; nothing while it lives or more is to come.
  void judge_end();
  /// The next message or breakage that is already here.
  std::optional<Incoming> take(AdapterProcess* self);
  /// What the adapter is called in sentences.
  std::string name() const;
};

using SteadyTime = std::chrono::steady_clock::time_point;

/// Polls once for all of them and pumps their streams: until something is ready, the deadline, or (true) the wake
/// descriptor is readable; −1 is none.
bool poll_once(const std::vector<AdapterProcess::State*>& states, SteadyTime deadline, int wake_descriptor);

/// "exited with code 3" or "was ended by signal 11 (Segmentation fault)".
std::string describe(const AdapterStreams::Fate& fate);

/// The code of an end that was not asked for.
bool crashed(const AdapterStreams::Fate& fate);

}  // namespace zassay
