// Every expectation that a history meets, whatever its own case asks for: so each history exercises nearly all checks.

#include "base/bytes.hpp"
#include "check/mutation.hpp"

namespace zassay::test {
namespace {

Json told(const RecordedFrame& frame) {
  if (frame.is_digest()) return {{"size", frame.size}, {"head", ""}, {"sha256", frame.sha256}};
  return {{"b64", to_base64(frame.bytes)}};
}

Json told(const RecordedFrames& frames) {
  Json list = Json::array();
  for (const RecordedFrame& frame : frames) list.push_back(told(frame));
  return list;
}

void add(Json& expect, const char* check, Json arguments) {
  expect.push_back({{"check", check}, {"arguments", std::move(arguments)}});
}

void add_of_streams(const History& history, Json& expect) {
  for (const char* check : {"at_most_once", "fifo", "multipart_atomic", "intact", "truthful_poll"}) {
    add(expect, check, Json::object());
  }
  std::map<std::string, std::uint64_t> accepted;
  std::map<std::pair<std::string, std::string>, const Delivery*> first;
  std::map<std::pair<std::string, std::string>, std::uint64_t> delivered;
  for (const AcceptedRange& range : history.accepted) accepted[history.stream_name(range.stream)] += range.count;
  for (const Delivery& delivery : history.deliveries) {
    if (!delivery.identified || delivery.probe || delivery.foreign) continue;
    const std::pair key{history.stream_name(delivery.identity.stream), history.socket_name(delivery.socket)};
    first.try_emplace(key, &delivery);
    ++delivered[key];
  }
  for (const auto& [stream, number] : accepted) {
    add(expect, "exact", {{"stream", stream}});
    add(expect, "lost", {{"stream", stream}, {"none", true}});
    add(expect, "count", {{"accepted", stream}, {"equals", number}});
  }
  for (const auto& [key, number] : delivered) {
    const auto& [stream, at] = key;
    add(expect, "count", {{"delivered", stream}, {"at", at}, {"equals", number}});
    add(expect, "envelope", {{"stream", stream}, {"at", at}, {"frames", told(first[key]->envelope)}});
    add(expect, "trail", {{"stream", stream}, {"of", told(first[key]->trail)}});
  }
}

void add_of_sockets(const History& history, Json& expect) {
  for (std::size_t i = 0; i < history.header.sockets.size(); ++i) {
    const std::string& name = history.socket_name(i);
    Json literal = Json::array();
    for (const Delivery& delivery : history.deliveries) {
      if (delivery.socket == i && !delivery.stamped) literal.push_back(told(delivery.literal));
    }
    add(expect, "received", {{"at", name}, {"messages", literal}});
    add(expect, "silent", {{"at", name}});
    Json events = Json::array();
    for (const MonitorEvent& event : history.monitor) {
      if (event.socket == name) events.push_back(event.name);
    }
    add(expect, "monitored", {{"socket", name}, {"events", events}});
    add(expect, "monitored", {{"socket", name}, {"never", {"HANDSHAKE_FAILED_PROTOCOL", "ACCEPT_FAILED"}}});
  }
  std::map<std::string, std::uint64_t> frees;
  for (const FreeEvent& event : history.frees) ++frees[event.message];
  for (const auto& [message, times] : frees) add(expect, "freed", {{"message", message}, {"times", times}});
}

void add_of_poll(const RecordedOperation& operation, Json& expect) {
  const Json asked = operation.arguments.value("items", Json::array());
  const Json ready = operation.reply->result.value("ready", Json::array());
  Json items = Json::object();
  for (std::size_t i = 0; i < asked.size() && i < ready.size(); ++i) {
    items[string_member(asked[i], "socket", string_member(asked[i], "pipe"))] = ready[i];
  }
  add(expect, "ready",
      {{"op", operation.name}, {"items", items}, {"count", operation.reply->result.value("count", 0)}});
}

void add_of_calls(const History& history, Json& expect) {
  for (const RecordedOperation& operation : history.operations) {
    // A name that a `repeat` used again has no one result.
    if (operation.name.empty() || history.operations_named(operation.name).size() != 1) continue;
    add(expect, "blocks", {{"op", operation.name}});
    add(expect, "interrupted", {{"op", operation.name}});
    if (!operation.reply) continue;
    const RecordedReply& reply = *operation.reply;
    add(expect, "returns", {{"op", operation.name}, {"error", reply.error.empty() ? "none" : reply.error}});
    for (const char* key : {"value", "size"}) {
      const auto value = reply.result.find(key);
      if (value == reply.result.end() || !reply.error.empty()) continue;
      add(expect, "returns", {{"op", operation.name}, {key, *value}});
    }
    const std::int64_t took_ms = (reply.to_ns - reply.from_ns) / 1'000'000;
    add(expect, "elapsed", {{"op", operation.name}, {"at_least", took_ms}, {"at_most", took_ms + 1}});
    if (operation.call == "poll" && reply.error.empty()) add_of_poll(operation, expect);
  }
}

}  // namespace

Lines with_what_holds(const Lines& lines) {
  const auto subject = subject_of("", lines);
  if (!subject) return lines;
  Json more = Json::array();
  add_of_streams(subject->history, more);
  add_of_sockets(subject->history, more);
  add_of_calls(subject->history, more);
  Lines whole = lines;
  whole.front()["expect"] = more;
  const auto judged = subject_of("", whole);
  Json kept = lines.front()["expect"];
  for (std::size_t i = 0; judged && i < more.size(); ++i) {
    if (judged->judgement.findings.at(i).outcome == Outcome::pass) kept.push_back(more[i]);
  }
  whole.front()["expect"] = std::move(kept);
  return whole;
}

}  // namespace zassay::test
