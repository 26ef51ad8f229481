// What the adapters say: replies, events and breakages become entries of the history.

#include "base/bytes.hpp"
#include "base/stamp.hpp"
#include "run/session.hpp"
#include "run/signal_names.hpp"

namespace zassay {
/// A wait that is long for the history ends early once, to write down what it is that is waited for.
bool Session::hear_soon(Clock::time_point until) {
  const auto soon = Clock::now() + HistoryWriter::longest_wait;
  if (until <= soon || !history_.has_waiting()) return hear_adapters(until);
  if (hear_adapters(soon)) return true;
  flush_history();
  return hear_adapters(until);
}

bool Session::hear(Clock::time_point until) {
  is_turn_of_wire_ = !is_turn_of_wire_;
  const bool heard = (is_turn_of_wire_ && wire.hear()) || hear_soon(until) || wire.hear();
  if (heard) {
    last_heard_ = Clock::now();
    others_greeted = 0;
  }
  return heard;
}

bool Session::hear_adapters(Clock::time_point until) {
  std::vector<AdapterProcess*> processes;
  for (auto& [name, side] : sides_) {
    if (side.usable()) processes.push_back(&side.process());
  }
  const int wake = wire.wake_descriptor();
  if (processes.empty() && wake < 0) return false;
  const std::optional<Incoming> incoming =
      wake < 0 ? next_incoming(processes, until) : next_incoming(processes, until, wake);
  if (!incoming) return false;
  for (auto& [name, side] : sides_) {
    if (!side.lease || side.lease->process.get() != incoming->adapter) continue;
    switch (incoming->kind) {
      case Incoming::Kind::reply:
        hear_reply(side, incoming->message);
        break;
      case Incoming::Kind::event:
        hear_event(side, incoming->message);
        break;
      case Incoming::Kind::broken:
        hear_breakage(side, incoming->breakage);
        break;
    }
    return true;
  }
  return true;
}

void Session::hear_all() {
  constexpr int most = 10'000;
  for (int heard = 0; heard < most && hear(Clock::now()); ++heard) {
  }
}

std::int64_t Session::cell_time_ns(const Side& side, const Json& object, const char* key) const {
  return history_.from_monotonic_ns(side.process().hello().monotonic_ns + integer_member(object, key));
}

void Session::place_times(const Side& side, Json& event, const Json& from) const {
  for (const char* key : {"at", "from", "to"}) {
    if (from.is_object() && from.contains(key)) event[key] = cell_time_ns(side, from, key);
  }
}

void Session::hear_reply(Side& side, const Json& message) {
  const auto found = by_request_.find({side.name, static_cast<std::uint64_t>(integer_member(message, "id"))});
  if (found == by_request_.end()) return;  // of an earlier use of this process; the process layer has checked the id
  Operation& operation = *found->second;
  by_request_.erase(found);
  operation.in_call.clear();
  if (message.contains("ok")) {
    operation.reply = message["ok"];
  } else {
    operation.reply = message;
    for (const char* kind : {"unsupported", "bad_request"}) {
      if (!message.contains(kind)) continue;
      operation.error = kind;
      operation.reply["sentence"] = message[kind];
    }
    if (message.contains("error")) operation.error = string_member(message, "error", "unknown");
    if (operation.started && !refused_) refused_ = refusal_of(operation);
  }
  note_results(operation);
  if (operation.call == "context.term" && operation.error.empty()) side.contexts.erase(operation.context);
  Json result = operation.reply;
  for (const char* bulky : {"messages", "open", "id", "from", "to"}) result.erase(bulky);
  Json event{{"event", "complete"}, {"op", operation.number}, {"result", std::move(result)}};
  event["error"] = operation.error.empty() ? Json() : Json(operation.error);
  place_times(side, event, operation.reply);
  record(std::move(event));
  if (operation.at_request && side.usable()) {
    const auto now = read_processor_time(side.process().process());
    if (now) operation.kept_waiting = now->waited - operation.at_request->waited;
  }
  operation.done = true;
}

/// True when the side has told of more than any case can cause: it is ended, before it fills the disk.
bool Session::is_flood(Side& side) {
  if (++side.events <= event_limit) return false;
  Breakage breakage;
  breakage.code = "event-flood";
  breakage.sentence = "the adapter sent more than " + std::to_string(event_limit) + " events in one cell";
  side.process().end(Ending::kill);
  breakage.standard_error = side.process().standard_error();
  hear_breakage(side, breakage);
  return true;
}

void Session::hear_event(Side& side, const Json& message) {
  if (is_flood(side)) return;
  const std::string kind = string_member(message, "event");
  Json event{{"event", kind}};
  place_times(side, event, message);
  if (kind == "began" || kind == "returned") {
    const auto found = by_request_.find({side.name, static_cast<std::uint64_t>(integer_member(message, "id"))});
    if (found == by_request_.end()) return;
    Operation& operation = *found->second;
    const std::string call = string_member(message, "call");
    event["op"] = operation.number;
    event["call"] = call;
    // Said again before that call returned, it says nothing new: a flood of it must not fill the disk.
    if (kind == "began" && operation.in_call == call) return;
    if (kind == "began") {
      operation.in_call = call;
    } else {
      operation.in_call.clear();
      operation.returns.push_back({call, string_member(message, "error")});
      event["error"] = message.value("error", Json());
    }
  } else if (kind == "monitor") {
    const std::string name = string_member(message, "socket");
    const auto socket = sockets_.find(name);
    if (socket != sockets_.end()) ++socket->second.events[string_member(message, "name")];
    for (const char* key : {"socket", "name", "value", "endpoint"}) event[key] = message.value(key, Json());
  } else if (kind == "handled") {
    event["side"] = side.name;
    event["number"] = string_member(message, "number");
    if (message.contains("thread")) {
      event["thread"] = message["thread"];
      ++handled_by_thread[static_cast<pid_t>(integer_member(message, "thread"))];
    } else {
      ++side.handled;
    }
  } else if (kind == "free") {
    event["message"] = string_member(message, "message");
    ++freed[string_member(message, "message")];
  } else {
    return;
  }
  record(std::move(event));
}

void Session::hear_breakage(Side& side, const Breakage& breakage) {
  Json event{{"event", "exit"}, {"side", side.name}, {"breakage", breakage.code}, {"reason", breakage.sentence}};
  if (breakage.exit_code >= 0) event["code"] = breakage.exit_code;
  if (breakage.signal != 0) event["signal"] = signal_name(breakage.signal);
  record(std::move(event));
  for (auto& [key, operation] : by_request_) {
    if (key.first != side.name || operation->done) continue;
    operation->done = true;
    operation->error = "broken";
  }
  if (side.killed) return;
  if (standard_error.empty()) standard_error = breakage.standard_error;
  if (broken_) return;
  Conclusion end{"violation", breakage.sentence, breakage.code, 0, line};
  if (breakage.code == "crash" || breakage.code == "early-exit") end.outcome = "crash";
  if (breakage.code == "hang" || breakage.code == "ignored-sigterm") end.outcome = "hang";
  for (const char* ours : {"not-found", "not-executable", "not-started", "adapter-failed", "no-guardian"}) {
    if (breakage.code == ours) end.outcome = "error";
  }
  broken_ = end;
}

void Session::note_results(Operation& operation) {
  if (operation.call == "send") note_accepted(operation);
  if (operation.call == "recv") note_received(operation);
}

void Session::note_accepted(Operation& operation) {
  const auto whole = static_cast<std::uint64_t>(std::max<std::int64_t>(0, integer_member(operation.reply, "accepted")));
  if (!operation.range) {
    if (operation.error.empty() && !operation.literal_frames.is_null()) {
      record({{"event", "sent"},
              {"op", operation.number},
              {"socket", operation.socket},
              {"frames", operation.literal_frames}});
    }
    return;
  }
  const SendRange& range = *operation.range;
  StreamState& state = streams_.at(range.stream);
  operation.accepted = std::min(whole, range.count);
  const bool ends_message = range.to_frame == range.frames;
  const std::int64_t further = integer_member(operation.reply, "frames");
  if (operation.accepted > 0 && ends_message) {
    Json event{{"event", "accepted"},    {"op", operation.number}, {"socket", operation.socket},
               {"stream", range.stream}, {"first", range.first},   {"count", operation.accepted},
               {"frames", range.frames}, {"size", range.size}};
    if (!range.topic.is_null()) event["topic"] = range.topic;
    if (!range.lead.is_null() && !range.lead.empty()) event["lead"] = range.lead;
    if (!range.to.empty()) event["to"] = range.to;
    record(std::move(event));
    const std::uint64_t last = range.first + operation.accepted - 1;
    state.newest_accepted = std::max(state.newest_accepted.value_or(last), last);
  } else if (operation.accepted > 0) {
    record({{"event", "partial"},
            {"op", operation.number},
            {"socket", operation.socket},
            {"stream", range.stream},
            {"sequence", range.first},
            {"frames", range.to_frame}});
  }
  if (further > 0 && operation.accepted < range.count) {
    record({{"event", "partial"},
            {"op", operation.number},
            {"socket", operation.socket},
            {"stream", range.stream},
            {"sequence", range.first + operation.accepted},
            {"frames", range.from_frame + further}});
  }
  // What was not taken is offered again under the same number, unless a later operation has gone past it.
  const bool newest = state.next == range.first + range.count;
  if (newest && range.whole()) state.next = range.first + operation.accepted;
  if (ends_message && !range.whole() && operation.accepted > 0) state.unfinished.reset();
}

void Session::note_received(Operation& operation) {
  SocketState& socket = sockets_.at(operation.socket);
  const auto messages = operation.reply.find("messages");
  if (messages != operation.reply.end() && messages->is_array()) {
    for (const Json& message : *messages) {
      if (!message.is_object() || !message.contains("frames") || !message["frames"].is_array()) continue;
      std::vector<Json> envelope;
      std::optional<Stamp> stamp;
      for (const Json& frame : message["frames"]) {
        const auto bytes = from_base64(string_member(frame, frame.contains("b64") ? "b64" : "head"));
        stamp = bytes ? read_stamp(*bytes) : std::nullopt;
        if (stamp) break;
        envelope.push_back(frame);
      }
      if (stamp && stamp->run == run_number_ && stamp->stream == 0) {  // a probe of `until subscribed`
        newest_probe[operation.socket] = std::max(newest_probe[operation.socket], stamp->sequence);
        continue;
      }
      if (stamp && stamp->run == run_number_) {
        for (auto& [name, state] : streams_) {
          if (state.number == stamp->stream) state.delivered[operation.socket].insert(stamp->sequence);
        }
        socket.last_envelope = std::move(envelope);
      } else {
        socket.last_envelope.clear();
        for (const Json& frame : envelope) {  // literal frames: everything up to the empty delimiter
          socket.last_envelope.push_back(frame);
          if (string_member(frame, "b64", "-").empty()) break;
        }
      }
      ++socket.received;
      Json event{
          {"event", "received"}, {"op", operation.number}, {"socket", operation.socket}, {"frames", message["frames"]}};
      place_times(sides_.at(operation.side), event, message);
      record(std::move(event));
    }
  }
  const auto open = operation.reply.find("open");
  if (open != operation.reply.end() && open->is_array() && !open->empty()) {
    record({{"event", "open"}, {"op", operation.number}, {"socket", operation.socket}, {"frames", *open}});
  }
}

}  // namespace zassay
