#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapter/processor_time.hpp"
#include "base/json.hpp"
#include "case/case.hpp"

namespace zassay {

/// How a story ended: the `end` event of docs/history.md.
struct Conclusion {
  std::string outcome{};  ///< "completed", "contradicted", "unexpected", "unknown", "stuck", …
  std::string reason{};   ///< one sentence; empty on "completed"
  std::string code{};     ///< of a breakage
  std::uint64_t op = 0;
  int line = 0;
};

/// What a step gives: nothing when the story goes on.
using Ended = std::optional<Conclusion>;

/// A return of one library call inside a longer operation.
struct CallReturn {
  std::string call{};
  std::string error{};  ///< empty on success
};

/// The stamped messages that a send operation was asked for.
struct SendRange {
  std::string stream;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  std::int64_t frames = 1;
  std::int64_t size = 0;
  std::int64_t from_frame = 0;
  std::int64_t to_frame = 1;
  std::int64_t lead_frames = 0;
  Json topic;  ///< a frame, or null
  Json lead;   ///< a list of frames, or null
  std::string to;

  bool whole() const { return from_frame == 0 && to_frame == frames; }
};

/// One request to an adapter and all that has been heard of it.
struct Operation {
  std::uint64_t number = 0;  ///< in the history, from 1
  std::string name{};        ///< `as:`; empty if none
  std::string call{};        ///< the protocol's op
  std::string side{};
  std::string actor{};
  std::string socket{};
  std::string message{};
  int line = 0;
  bool tearing_down = false;
  std::string context{};  ///< of a term: its name in the protocol
  bool started = false;   ///< the story goes on beside it
  bool may_fail = false;  ///< an error is as good as success
  std::optional<SendRange> range{};
  Json literal_frames{};  ///< of a literal send, or null

  std::string in_call{};  ///< the library call that has begun and not returned; empty if none
  std::vector<CallReturn> returns{};
  std::size_t returns_seen = 0;  ///< how many of them an `until returned` has gone past
  std::size_t handled_at_signal = 0;
  bool signalled = false;

  /// When it was first seen to take its time, and what its process had been given until then.
  struct Look {
    std::chrono::steady_clock::time_point at;
    std::optional<ProcessorTime> processor_time;
  };
  std::optional<Look> first_look{};

  // Of one whose time is judged: what its process had been given when it was asked, and how long the threads of that
  // process were ready to run, until the reply, and were not on a processor.
  std::optional<ProcessorTime> at_request{};
  std::optional<std::chrono::nanoseconds> kept_waiting{};

  bool done = false;
  std::string error{};  ///< of the reply; empty on success, "unsupported", "bad_request" or an errno name
  Json reply{};
  std::uint64_t accepted = 0;

  bool succeeded() const { return done && error.empty(); }
};

/// An operation of the protocol on a socket, carried out by its actor on its side; `name` is that of `as:`.
inline Operation socket_operation(const SocketSpec& spec, std::string call, std::string name = {}) {
  Operation operation;
  operation.call = std::move(call);
  operation.name = std::move(name);
  operation.side = spec.side;
  operation.actor = spec.actor;
  operation.socket = spec.name;
  return operation;
}

}  // namespace zassay
