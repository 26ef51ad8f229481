#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "adapter/adapter_pool.hpp"
#include "adapter/socket_queues.hpp"
#include "adapter/thread_state.hpp"
#include "case/case.hpp"
#include "history/writer.hpp"
#include "run/operation.hpp"
#include "run/wire_sides.hpp"

namespace zassay {

using Clock = std::chrono::steady_clock;

/// A side's own context, by its name in the adapter protocol: a socket that names none is opened in it.
inline constexpr const char* own_context = "context";

/// The name in the adapter protocol of a context that the case names, which may have the own one's; empty: the own one.
inline std::string context_name(const std::string& named) { return named.empty() ? own_context : "context-" + named; }

/// The actor that ends a context where no other may wait for it.
inline std::string term_actor(const std::string& context) {
  return context == own_context ? "zassay-term" : "zassay-term-" + context;
}

/// One adapter process and its contexts that take part in a cell.
struct Side {
  std::string name;
  AdapterCommand command;
  std::optional<Lease> lease;
  std::set<std::string> contexts;  ///< those that are open
  bool killed = false;
  std::map<std::string, pid_t> actors;  ///< open actors → kernel thread
  std::size_t handled = 0;              ///< signal handlers that ran without a thread id
  std::size_t events = 0;               ///< that it told in this cell

  AdapterProcess& process() const { return *lease->process; }
  bool usable() const { return lease.has_value() && !killed && !lease->process->ended(); }
};

/// What the runner knows of a stream while the story goes on.
struct StreamState {
  int number = 0;
  std::uint64_t next = 0;
  std::optional<std::uint64_t> newest_accepted;
  std::optional<std::uint64_t> unfinished;                   ///< the message that is sent in cuts
  std::map<std::string, std::set<std::uint64_t>> delivered;  ///< socket → sequences
};

struct SocketState {
  const SocketSpec* spec = nullptr;
  std::string actor;  ///< that makes its calls: the declared one until it is handed over
  bool open = false;
  bool monitored = false;
  bool lingers_never = false;                ///< its LINGER is 0, as the runner set it
  std::string bound;                         ///< the last endpoint that it bound; empty if none
  std::map<std::string, std::string> links;  ///< peer socket or endpoint → endpoint that it connected
  std::vector<Json> last_envelope;           ///< frames in front of the message that it received last
  std::map<std::string, int> events;         ///< monitor events by name
  std::uint64_t received = 0;
  std::vector<std::string> topics;  ///< subscriptions in force, oldest first
};

/// What the last look at the kernel was not settled by: the next one begins with it.
struct UnsettledBy {
  std::string side;
  pid_t thread = 0;      ///< one that ran, or slept with a time limit
  bool bytes = false;    ///< bytes on their way
  int looked_again = 0;  ///< how often only that was looked at since
};

inline constexpr std::size_t event_limit = 250'000;  ///< of one side in one cell, docs/adapter-protocol.md

/// The conversation with the adapters of one cell: sends operations, hears replies and events, and writes all of it
/// into the history as it happens. One thread, the one that runs the cell, owns it.
class Session {
 public:
  Session(const Case& cell, std::map<std::string, AdapterCommand> commands, AdapterPool& pool, HistoryWriter& history,
          std::string label, std::string folder, Clock::time_point deadline, std::uint32_t run_number);

  /// The side's process with its own context open; leases it on first use, and again after it was killed.
  Ended ensure_side(const std::string& side);
  /// The same with another of its contexts open; empty: its own.
  Ended ensure_context(const std::string& side, const std::string& context);
  Ended ensure_actor(const std::string& side, const std::string& actor);

  /// Sends an operation and writes `invoke`. One on a socket goes to the actor that has the socket at that time. The
  /// reference stays good as long as the session. When the adapter is broken the operation is done with the error
  /// "broken".
  Operation& invoke(Operation operation, Json arguments);

  /// Hears what adapters, peers and links say until `until` (or the cell's deadline): one thing, or nothing.
  bool hear(Clock::time_point until);
  /// How long it is that anything was heard, or done by a peer.
  Clock::duration silence() const { return Clock::now() - last_heard_; }
  int others_greeted = 0;  ///< by the endpoint since then: see waiting.cpp
  /// Hears what has been said so far, and no more than so many messages: an adapter may talk faster than it is heard.
  void hear_all();
  /// Waits until the operation is done. Ends the story when the adapter breaks, when the call is proven stuck, when the
  /// deadline passes, or when the implementation does not support it. The operation's own error is left to the caller.
  Ended await(Operation& operation);
  /// await, and an error ends the story as "unexpected" unless the case speaks of this operation's outcome.
  Ended await_success(Operation& operation);
  Ended call(Operation operation, Json arguments) {
    return await_success(invoke(std::move(operation), std::move(arguments)));
  }

  /// Writes down what the harness itself found out, as an operation that is done; `error` empty on success.
  void note(Operation operation, const Json& arguments, const Json& result, const std::string& error);

  Operation* latest(const std::string& name);
  bool may_fail(const std::string& name) const { return may_fail_.contains(name); }
  std::deque<Operation>& operations() { return operations_; }

  /// Why the story cannot go on. A started operation that the adapter refuses ends it too: nobody may be waiting for
  /// just that one, and what others wait for will not come.
  Ended broken_end() const { return broken_ || tearing_down ? broken_ : refused_; }
  bool past_deadline() const { return Clock::now() >= deadline_; }
  Clock::time_point deadline() const { return deadline_; }
  /// A new stretch of time, of its own length: what hangs in it is measured by it.
  void extend_deadline(Clock::time_point deadline) {
    period_began_ = Clock::now();
    deadline_ = deadline;
  }

  std::size_t record(Json event);  ///< into the history; a full disk ends the story
  void evidence(const std::string& kind, const std::string& outcome, Json members);

  /// Where the only socket of the cell listens, if nobody but itself is behind it: no adapter takes part.
  void use_endpoint(std::string endpoint) { endpoint_ = std::move(endpoint); }
  const std::string& endpoint() const { return endpoint_; }

  Side& side(const std::string& name) { return sides_.at(name); }
  std::map<std::string, Side>& sides() { return sides_; }
  SocketState& socket(const std::string& name) { return sockets_.at(name); }
  std::map<std::string, SocketState>& sockets() { return sockets_; }
  StreamState& stream(const std::string& name) { return streams_.at(name); }
  std::map<std::string, StreamState>& streams() { return streams_; }
  const Case& cell() const { return cell_; }
  std::uint32_t run_number() const { return run_number_; }
  const std::string& folder() const { return folder_; }  ///< for ipc paths; none for other transports
  const std::string& label() const { return label_; }
  /// A value of CLOCK_MONOTONIC, in nanoseconds, on the cell's clock.
  std::int64_t cell_time_ns(std::int64_t monotonic_ns) const { return history_.from_monotonic_ns(monotonic_ns); }
  WireSides wire;  ///< what the harness itself plays
  SocketQueues queues;
  ThreadStates thread_states;
  UnsettledBy unsettled_by;
  std::uint64_t probes_sent = 0;
  std::map<std::string, std::uint64_t> newest_probe;      ///< socket → number of the newest probe that arrived
  std::map<std::string, int> freed;                       ///< message → how often its buffer was released
  std::map<std::string, std::string> open_messages;       ///< message → actor
  std::map<std::string, std::string> open_pipes;          ///< pipe → actor
  std::map<std::string, std::set<std::string>> handlers;  ///< side → signals that it handles
  std::map<pid_t, std::size_t> handled_by_thread;
  int line = 0;  ///< of the step being carried out
  bool tearing_down = false;
  std::string standard_error;          ///< of the adapter that broke
  std::optional<Error> history_error;  ///< why the history is not whole, if it is not

  std::string side_of_actor(const std::string& actor) const;

 private:
  bool hear_soon(Clock::time_point until);
  bool hear_adapters(Clock::time_point until);
  void hear_reply(Side& side, const Json& message);
  void hear_event(Side& side, const Json& message);
  bool is_flood(Side& side);
  void hear_breakage(Side& side, const Breakage& breakage);
  void note_results(Operation& operation);
  void note_accepted(Operation& operation);
  void note_received(Operation& operation);
  Ended hung_end(Operation& operation);
  Operation& enter(Operation operation, const Json& arguments);
  void flush_history();
  void note_history(const Error& error);
  static Ended refusal_of(const Operation& operation);
  void note_processor_time(Operation& operation);
  bool is_timed(const Operation& operation) const;
  std::string excuse_of(const Operation& operation) const;
  std::int64_t cell_time_ns(const Side& side, const Json& object, const char* key) const;
  void place_times(const Side& side, Json& event, const Json& from) const;

  const Case& cell_;
  std::map<std::string, AdapterCommand> commands_;
  AdapterPool& pool_;
  HistoryWriter& history_;
  std::string label_;
  std::string folder_;
  Clock::time_point period_began_;
  Clock::time_point deadline_;
  std::uint32_t run_number_;
  std::map<std::string, Side> sides_;
  std::map<std::string, SocketState> sockets_;
  std::map<std::string, StreamState> streams_;
  std::deque<Operation> operations_;
  std::map<std::pair<std::string, std::uint64_t>, Operation*> by_request_;  ///< side, request id
  std::unordered_map<std::string, Operation*> by_name_;
  std::set<std::string> may_fail_;
  std::string endpoint_;
  Ended broken_;
  Ended refused_;
  Clock::time_point last_heard_ = Clock::now();
  bool is_turn_of_wire_ = false;  ///< whoever talks without end does not keep the others from being heard
};

}  // namespace zassay
