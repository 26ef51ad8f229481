#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapter/breakage.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace zassay {

/// What to execute. Two commands that are equal give processes that can stand in for each other.
struct AdapterCommand {
  std::vector<std::string> argv;  ///< argv[0] without a slash is searched for in PATH
  std::vector<std::string>
      environment;  ///< NAME=VALUE, added to the runner's own environment or replacing a part of it

  bool operator==(const AdapterCommand&) const = default;
  auto operator<=>(const AdapterCommand&) const = default;
};

struct StartOptions {
  std::string remove_directory;  ///< what the guardian removes when the runner dies; see RunDirectory
  std::int64_t hello_limit_ms = 20'000;
  std::int64_t exit_limit_ms = 1'000;  ///< for leaving after end of input, and again after SIGTERM
};

/// The adapter's first line, validated.
struct Hello {
  std::string adapter;
  std::string implementation_name;
  std::string implementation_version;
  std::string library_path;    ///< empty if it did not say
  std::string library_sha256;  ///< empty if it did not say
  std::int64_t process = 0;
  std::int64_t monotonic_ns = 0;  ///< CLOCK_MONOTONIC at the moment from which its times count
  std::size_t line_limit = 0;     ///< bytes
  Json capabilities;              ///< an object

  /// Whether a capability is there: a true member, or a word in a list ("transports", "tcp").
  bool can(const char* capability) const { return bool_member(capabilities, capability); }
  bool offers(const char* list, const std::string& word) const;
};

class AdapterProcess;

/// One thing that an adapter said, or its end. After `broken` nothing more comes from that adapter.
struct Incoming {
  enum class Kind { reply, event, broken };
  AdapterProcess* adapter = nullptr;
  Kind kind = Kind::broken;
  Json message;       ///< of a reply or event: an object that fits the grammar of the operation it belongs to
  Breakage breakage;  ///< of `broken`
  std::chrono::steady_clock::time_point received;
};

/// How to ask an adapter to leave.
enum class Ending {
  polite,  ///< `quit` and end of input; a second; SIGTERM; a second; SIGKILL. Breakage "did-not-quit", "crash", …
  end_of_input,  ///< the same without `quit`
  hung,          ///< it let a time limit pass: SIGTERM at once; a second; SIGKILL. Breakage "hang" or "ignored-sigterm"
  kill,          ///< SIGKILL at once; nothing that follows from that is a breakage
};

/// One adapter behind its guardian process. Everything it may do wrong comes back as a Breakage; nothing that it does
/// blocks or ends the runner. Used by one thread at a time; different processes may be used by different threads.
class AdapterProcess {
 public:
  /// Starts the adapter and waits for its hello.
  static tl::expected<std::unique_ptr<AdapterProcess>, Breakage> start(const AdapterCommand& command,
                                                                       const StartOptions& options = {});
  /// Kills the adapter and what it left if it was not ended before.
  ~AdapterProcess();
  AdapterProcess(const AdapterProcess&) = delete;
  AdapterProcess& operator=(const AdapterProcess&) = delete;

  const Hello& hello() const;
  const AdapterCommand& command() const;
  pid_t process() const;   ///< the adapter itself
  pid_t guardian() const;  ///< its parent

  /// Sends {"id": …, …body} and returns the id. It never waits: what the adapter does not read now is sent by later
  /// calls and by next_incoming. Errors: the code of the breakage when the adapter is broken; "request-too-long" above
  /// the adapter's line limit; "adapter-does-not-read" when 64 MiB are already waiting.
  Result<std::uint64_t> request(Json body);

  /// The id that the last request got; 0 before the first.
  std::uint64_t last_id() const;
  /// How many requests have no reply yet.
  std::size_t outstanding() const;
  /// Whether this request was made and has no reply yet.
  bool is_outstanding(std::uint64_t id) const;

  /// Standard error so far, its last 64 KiB.
  std::string standard_error() const;
  /// What broke it, once next_incoming has said `broken` or end has found something.
  const std::optional<Breakage>& breakage() const;

  /// Ends the process and everything that it left; returns what it did wrong on the way, or earlier.
  std::optional<Breakage> end(Ending ending = Ending::polite);
  bool ended() const;

  struct State;
  State& state() { return *state_; }

 private:
  explicit AdapterProcess(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Waits until one of the adapters said something or broke, or until the deadline; adapters that talk a lot do not keep
/// others from being heard. Nothing when the deadline passed first. Adapters that are broken or ended are passed over.
std::optional<Incoming> next_incoming(std::span<AdapterProcess* const> adapters,
                                      std::chrono::steady_clock::time_point deadline);

/// The same, and also returns (with nothing) as soon as `wake_descriptor` is readable, so that other threads and other
/// sources of evidence can interrupt the wait.
std::optional<Incoming> next_incoming(std::span<AdapterProcess* const> adapters,
                                      std::chrono::steady_clock::time_point deadline, int wake_descriptor);

/// Ends several processes at the same time; what took the longest is how long it takes.
void end_all(std::span<AdapterProcess* const> adapters, Ending ending);

}  // namespace zassay
