// Sending: stamped messages, literal messages, and filling a socket up to its mark.

#include "base/bytes.hpp"
#include "base/stamp.hpp"
#include "run/observe.hpp"
#include "run/story.hpp"

namespace zassay {
namespace {

Operation send_operation(Session& session, const Step& step) {
  return socket_operation(*session.socket(step.target).spec, "send", step.name);
}

/// The frames in front of the stamped ones: a routing id for `to`, then the step's own `lead`.
Json lead_frames(Session& session, const Step& step) {
  Json lead = Json::array();
  const std::string to = string_member(step.arguments, "to");
  if (to == "requester") {
    for (const Json& frame : session.socket(step.target).last_envelope) lead.push_back(frame);
  } else if (!to.empty()) {
    for (const auto& [option, value] : session.socket(to).spec->options) {
      if (option == "ROUTING_ID") lead.push_back(value);
    }
  }
  for (const Json& frame : step.arguments.value("lead", Json::array())) lead.push_back(frame);
  return lead;
}

SendRange range_of(Session& session, const Step& step) {
  const Json& given = step.arguments;
  SendRange range;
  range.stream = string_member(given, "stream");
  StreamState& state = session.stream(range.stream);
  range.count = static_cast<std::uint64_t>(integer_member(given, "count", 1));
  range.frames = integer_member(given, "frames", 1);
  range.to_frame = range.frames;
  range.to = string_member(given, "to");
  range.topic = given.value("topic", Json());
  range.lead = lead_frames(session, step);
  const auto cut = given.find("cut");
  if (cut != given.end() && cut->is_array() && cut->size() == 2) {
    range.from_frame = (*cut)[0].get<std::int64_t>();
    range.to_frame = (*cut)[1].get<std::int64_t>();
  }
  range.lead_frames = range.from_frame == 0 ? static_cast<std::int64_t>(range.lead.size()) : 0;
  std::int64_t prefix = 0;
  if (!range.topic.is_null()) {
    const auto bytes = from_base64(string_member(range.topic, "b64"));
    prefix = bytes ? static_cast<std::int64_t>(bytes->size()) : 0;
  }
  range.size = integer_member(given, "size", prefix + static_cast<std::int64_t>(Stamp::size));
  if (range.from_frame == 0) {
    range.first = state.next;
    state.next += range.count;
    if (!range.whole()) state.unfinished = range.first;
  } else {
    range.first = state.unfinished.value_or(state.next);
  }
  return range;
}

Json stream_arguments(Session& session, const SendRange& range) {
  Json stream{{"run", session.run_number()}, {"stream", session.stream(range.stream).number},
              {"first", range.first},        {"count", range.count},
              {"frames", range.frames},      {"size", range.size}};
  if (!range.topic.is_null()) stream["prefix"] = string_member(range.topic, "b64");
  if (!range.lead.empty()) stream["lead"] = range.lead;
  if (!range.whole()) {
    stream["from_frame"] = range.from_frame;
    stream["to_frame"] = range.to_frame;
  }
  return stream;
}

/// One bulk of messages, without waiting. `taken` counts what the library accepted.
Ended offer(Session& session, const Step& step, std::uint64_t count, std::uint64_t& taken) {
  Step bulk = step;
  bulk.arguments["count"] = count;
  Operation operation = send_operation(session, step);
  operation.range = range_of(session, bulk);
  Json arguments{{"stream", stream_arguments(session, *operation.range)}, {"flags", {"DONTWAIT"}}};
  Operation& sent = session.invoke(std::move(operation), std::move(arguments));
  if (Ended ended = session.await(sent)) return ended;
  taken = sent.accepted;
  if (sent.error.empty() || sent.error == "EAGAIN") return std::nullopt;
  return Conclusion{"unexpected",
                    "fill on " + step.target + " returned " + sent.error + " where only EAGAIN may end it", "",
                    sent.number, step.mark.line};
}

/// How long the adapter polls for room before the runner looks at the kernel; only how soon it looks depends on it.
constexpr std::int64_t room_slice_ms = 2;

/// Polls the filled socket. libzmq's send looks at its peers' credit only now and then (not again within 3 million
/// processor ticks), and would refuse on an old view; a poll always looks.
Ended poll_filled(Session& session, const Step& step, const char* event, std::int64_t timeout_ms, bool& ready) {
  Operation operation = send_operation(session, step);
  operation.call = "poll";
  operation.actor = session.socket(step.target).actor;
  operation.name.clear();
  operation.socket.clear();
  const Json items = Json::array({{{"socket", step.target}, {"events", {event}}}});
  Operation& poll = session.invoke(std::move(operation), {{"items", items}, {"timeout_ms", timeout_ms}});
  if (Ended ended = session.await(poll)) return ended;
  ready = integer_member(poll.reply, "count") > 0;
  return std::nullopt;
}

}  // namespace

Ended step_send(Session& session, const Step& step) {
  Operation operation = send_operation(session, step);
  Json arguments = Json::object();
  const auto flags = step.arguments.find("flags");
  if (flags != step.arguments.end()) arguments["flags"] = *flags;
  if (step.arguments.contains("stream")) {
    operation.range = range_of(session, step);
    arguments["stream"] = stream_arguments(session, *operation.range);
  } else {
    Json frames = lead_frames(session, step);
    for (const Json& frame : step.arguments.value("frames", Json::array())) frames.push_back(frame);
    operation.literal_frames = frames;
    operation.may_fail = step.arguments.contains("or_error");
    if (step.arguments.contains("via")) arguments["via"] = step.arguments["via"];
    arguments["frames"] = std::move(frames);
  }
  return carry_out(session, step, std::move(operation), std::move(arguments));
}

Ended step_fill(Session& session, const Step& step) {
  const auto at_most = static_cast<std::uint64_t>(integer_member(step.arguments, "at_most"));
  std::uint64_t total = 0;
  bool settled = false;
  while (true) {
    std::uint64_t taken = 0;
    if (Ended ended = offer(session, step, at_most - total, taken)) return ended;
    total += taken;
    Json facts{{"socket", step.target}, {"facts", {{"accepted", total}}}};
    if (total >= at_most) {
      session.evidence("full", "contradicted", std::move(facts));
      return Conclusion{"contradicted",
                        step.target + " accepted " + std::to_string(total) + " messages and was never full; at most " +
                            std::to_string(at_most) + " may fit",
                        "", 0, step.mark.line};
    }
    if (taken == 0 && settled) {  // EAGAIN, settled, and still EAGAIN
      session.evidence("full", "came", std::move(facts));
      return std::nullopt;
    }
    bool ready = false;
    if (taken > 0) {  // at small marks room comes by and by, and a look at the kernel for each message would take long
      if (Ended ended = poll_filled(session, step, "OUT", room_slice_ms, ready)) return ended;
      settled = false;
      if (ready && !session.past_deadline()) continue;
    }
    const Observation seen = observe_until_settled(session);
    if (Ended ended = session.broken_end()) return ended;
    if (!seen.settled) {
      session.evidence("full", "unknown", {{"socket", step.target}, {"reason", seen.reason}});
      return Conclusion{"unknown", "cannot tell whether " + step.target + " is full: " + seen.reason, "", 0,
                        step.mark.line};
    }
    settled = true;
    // For IN, so that it says nothing about the send that follows.
    if (Ended ended = poll_filled(session, step, "IN", 0, ready)) return ended;
  }
}

}  // namespace zassay
