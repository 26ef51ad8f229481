#include "adapter/adapter_process.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "adapter/adapter_state.hpp"
#include "adapter/message_check.hpp"
#include "adapter/proc_files.hpp"

namespace zassay {
namespace {

constexpr std::size_t unwritten_limit = std::size_t{64} << 20;  // bytes

std::int64_t monotonic_now_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// A launcher may start the adapter proper: what the hello names is believed when it descends from the guardian.
pid_t process_of(const Hello& hello, pid_t started, pid_t guardian) {
  auto candidate = static_cast<pid_t>(hello.process);
  for (int generation = 0; generation < 16 && candidate > 1; ++generation) {
    const auto stat = read_proc_stat("/proc/" + std::to_string(candidate) + "/stat");
    if (!stat) break;
    if (stat->parent == guardian) return static_cast<pid_t>(hello.process);
    candidate = stat->parent;
  }
  return started;
}

/// Why there is no process, if the guardian said so.
std::optional<Error> start_error(const AdapterProcess::State& state) {
  const AdapterStreams::Fate& fate = state.streams.fate();
  const std::string& program = state.command.argv.front();
  if (fate.refused_error != 0) {
    return Error{"not-started", "the folder " + state.options.remove_directory +
                                    " cannot be given to a guardian for removal: it is missing or not a run's folder"};
  }
  if (fate.exec_error == ENOENT || fate.exec_error == ENOTDIR) {
    return Error{"not-found", "the adapter " + program + " does not exist, or the interpreter that it names"};
  }
  if (fate.exec_error == EACCES || fate.exec_error == ENOEXEC || fate.exec_error == EISDIR) {
    return Error{"not-executable", "the adapter " + program + " cannot be executed (" + std::strerror(fate.exec_error) +
                                       "): set its permission, or its first line"};
  }
  if (fate.exec_error != 0) {
    return Error{"not-started", "the adapter " + program + " cannot be started: " + std::strerror(fate.exec_error)};
  }
  return std::nullopt;
}

/// Takes the first line as the hello. True when there is one; a wrong one breaks the state down.
bool take_hello(AdapterProcess::State& state, std::int64_t started_ns) {
  const auto line = state.streams.lines().next();
  if (!line) return false;
  const Result<Json> message = read_message(*line);
  Result<Hello> hello = message ? read_hello(*message) : tl::unexpected(message.error());
  if (hello && (hello->monotonic_ns < started_ns || hello->monotonic_ns > monotonic_now_ns())) {
    hello = failure("bad-hello", "the hello's \"monotonic_ns\" is not CLOCK_MONOTONIC at the moment of the hello");
  }
  if (hello) {
    state.hello = std::move(*hello);
  } else {
    state.break_down(hello.error().code, hello.error().sentence);
  }
  return true;
}

/// Waits for the hello; afterwards the state has it, or a breakage.
void await_hello(AdapterProcess::State& state, std::int64_t started_ns) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(state.options.hello_limit_ms);
  bool said = false;
  // The guardian's word that it started may come after the adapter's own.
  while (!(said = said || take_hello(state, started_ns)) || state.streams.fate().process < 0) {
    if (const auto error = start_error(state)) return state.break_down(error->code, error->sentence);
    if (state.streams.lines().too_long()) return state.break_down("line-too-long", "the hello is above 64 MiB");
    if (state.streams.error_total() > standard_error_limit) {
      return state.break_down("stderr-flood", "the adapter wrote more than 16 MiB to standard error before its hello");
    }
    state.judge_end();
    if (state.breakage) return;
    if (std::chrono::steady_clock::now() >= deadline) {
      return state.break_down(
          "hang", "the adapter did not say hello within " + std::to_string(state.options.hello_limit_ms) + " ms");
    }
    poll_once({&state}, deadline, -1);
  }
}

}  // namespace

bool Hello::offers(const char* list, const std::string& word) const {
  const auto found = capabilities.find(list);
  return found != capabilities.end() && found->is_array() &&
         std::find(found->begin(), found->end(), word) != found->end();
}

AdapterProcess::AdapterProcess(std::unique_ptr<State> state) : state_(std::move(state)) {}

AdapterProcess::~AdapterProcess() { end(Ending::kill); }

tl::expected<std::unique_ptr<AdapterProcess>, Breakage> AdapterProcess::start(const AdapterCommand& command,
                                                                              const StartOptions& options) {
  Breakage not_started;
  if (command.argv.empty() || command.argv.front().empty()) {
    not_started.code = "not-found";
    not_started.sentence = "the command of the adapter is empty: name a program";
    return tl::unexpected(not_started);
  }
  const std::int64_t started_ns = monotonic_now_ns();
  auto link = start_guardian(command.argv, command.environment, options.remove_directory);
  if (!link) {
    static_cast<Error&>(not_started) = link.error();
    return tl::unexpected(not_started);
  }
  auto state = std::make_unique<State>(command, options, std::move(*link));
  std::unique_ptr<AdapterProcess> process(new AdapterProcess(std::move(state)));
  State& inner = process->state();
  await_hello(inner, started_ns);
  if (inner.breakage) {
    process->end(Ending::kill);
    inner.breakage->standard_error = inner.streams.error_tail();
    return tl::unexpected(*inner.breakage);
  }
  inner.process = process_of(inner.hello, inner.streams.fate().process, inner.streams.guardian());
  return process;
}

const Hello& AdapterProcess::hello() const { return state_->hello; }
const AdapterCommand& AdapterProcess::command() const { return state_->command; }
pid_t AdapterProcess::process() const { return state_->process; }
pid_t AdapterProcess::guardian() const { return state_->streams.guardian(); }
std::uint64_t AdapterProcess::last_id() const { return state_->last_id; }
std::size_t AdapterProcess::outstanding() const { return state_->outstanding.size(); }
bool AdapterProcess::is_outstanding(std::uint64_t id) const { return state_->outstanding.contains(id); }
std::string AdapterProcess::standard_error() const { return state_->streams.error_tail(); }
const std::optional<Breakage>& AdapterProcess::breakage() const { return state_->breakage; }
bool AdapterProcess::ended() const { return state_->ended; }

Result<std::uint64_t> AdapterProcess::request(Json body) {
  State& state = *state_;
  if (state.breakage) return tl::unexpected(static_cast<const Error&>(*state.breakage));
  if (state.ended) return failure("early-exit", state.name() + ": the adapter was ended before this request");
  body["id"] = state.last_id + 1;
  const std::string line = to_line(body) + "\n";
  if (line.size() > state.hello.line_limit) {
    return failure("request-too-long", "a request of " + std::to_string(line.size()) + " bytes is above the limit of " +
                                           std::to_string(state.hello.line_limit) + " of " + state.name());
  }
  if (state.streams.unwritten() > unwritten_limit) {
    return failure("adapter-does-not-read", state.name() + ": 64 MiB of requests wait to be read by the adapter");
  }
  state.outstanding[++state.last_id] = string_member(body, "op");
  state.streams.write(line);
  return state.last_id;
}

std::optional<Incoming> next_incoming(std::span<AdapterProcess* const> adapters, SteadyTime deadline) {
  return next_incoming(adapters, deadline, -1);
}

std::optional<Incoming> next_incoming(std::span<AdapterProcess* const> adapters, SteadyTime deadline,
                                      int wake_descriptor) {
  thread_local std::uint64_t turn = 0;
  std::vector<AdapterProcess*> heard(adapters.begin(), adapters.end());
  std::erase_if(heard, [](AdapterProcess* adapter) { return adapter->state().told_broken || adapter->state().ended; });
  // Who was heard longest ago comes first.
  std::stable_sort(heard.begin(), heard.end(),
                   [](AdapterProcess* a, AdapterProcess* b) { return a->state().last_turn < b->state().last_turn; });
  std::vector<AdapterProcess::State*> states;
  for (AdapterProcess* adapter : heard) states.push_back(&adapter->state());
  bool last_look = false;
  while (true) {
    const bool waiting_line = std::any_of(states.begin(), states.end(), [](AdapterProcess::State* state) {
      return state->streams.lines().has_line() || state->breakage;
    });
    const bool woken = poll_once(states, waiting_line ? SteadyTime::min() : deadline, wake_descriptor);
    for (AdapterProcess* adapter : heard) {
      std::optional<Incoming> incoming = adapter->state().take(adapter);
      if (!incoming) continue;
      adapter->state().last_turn = ++turn;
      return incoming;
    }
    if (woken || last_look || heard.empty()) return std::nullopt;
    last_look = std::chrono::steady_clock::now() >= deadline;
  }
}

}  // namespace zassay
