#include <fmt/format.h>

#include "base/bytes.hpp"
#include "history/parser.hpp"

namespace zassay {
namespace {

constexpr std::uint64_t accepted_limit = 1'000'000;

ResourceCounts read_counts(const Json& value, Fields& fields) {
  Fields item(value);
  ResourceCounts counts{item.integer("descriptors"), item.integer("threads"), item.integer("children")};
  if (item.problem()) fields.complain(*item.problem());
  return counts;
}

bool read_change(Fields& fields) {
  const std::string change = fields.text("change");
  if (change != "add" && change != "remove") fields.complain("\"change\" is neither add nor remove");
  return change == "add";
}

}  // namespace

const std::map<std::string, HistoryParser::Handler, std::less<>>& HistoryParser::handlers() {
  using P = HistoryParser;
  static const std::map<std::string, Handler, std::less<>> table = {
      {"step", &P::take_nothing},
      {"wire", &P::take_wire},
      {"invoke", &P::take_invoke},
      {"began", &P::take_began},
      {"returned", &P::take_returned},
      {"accepted", &P::take_accepted},
      {"partial", &P::take_partial},
      {"sent", &P::take_sent},
      {"received", &P::take_received},
      {"open", &P::take_open},
      {"complete", &P::take_complete},
      {"subscription", &P::take_subscription},
      {"connection", &P::take_connection},
      {"opened", &P::take_opened},
      {"closed", &P::take_closed},
      {"evidence", &P::take_evidence},
      {"signal", &P::take_signal},
      {"handled", &P::take_handled},
      {"monitor", &P::take_monitor},
      {"free", &P::take_free},
      {"exit", &P::take_exit},
      {"resources", &P::take_resources},
      {"end", &P::take_end},
  };
  return table;
}

void HistoryParser::take_event(Fields& fields) {
  const std::string kind = fields.text("event");
  const std::int64_t t_ns = fields.integer("t");
  if (fields.problem()) return;
  if (t_ns < latest_ns_) return fields.complain(fmt::format("its time {} is before that of the line above", t_ns));
  latest_ns_ = t_ns;
  index_ = history_.events++;
  const auto found = handlers().find(kind);
  if (found == handlers().end()) return fields.complain(fmt::format("there is no event \"{}\"", kind));
  const bool tearing_down = history_.end.has_value();
  if (tearing_down && kind != "free" && kind != "resources" && kind != "end") return;
  (this->*found->second)(fields);
}

RecordedOperation* HistoryParser::operation(Fields& fields) {
  const auto found = history_.operation_by_number.find(fields.natural("op"));
  if (found != history_.operation_by_number.end()) return &history_.operations[found->second];
  fields.complain("its \"op\" was never invoked");
  return nullptr;
}

std::size_t HistoryParser::socket(Fields& fields, const char* key) {
  const std::string name = fields.text(key);
  const std::size_t index = history_.socket_index(name);
  if (index == no_index) fields.complain(fmt::format("the header has no socket \"{}\"", name));
  return index;
}

std::size_t HistoryParser::stream(Fields& fields) {
  const std::string name = fields.text("stream");
  const std::size_t index = history_.stream_index(name);
  if (index == no_index) fields.complain(fmt::format("the header has no stream \"{}\"", name));
  return index;
}

void HistoryParser::take_invoke(Fields& fields) {
  RecordedOperation operation;
  operation.number = fields.natural("op");
  operation.call = fields.text("call");
  operation.side = fields.text_or("side", {});
  operation.actor = fields.text_or("actor", {});
  operation.socket = fields.text_or("socket", {});
  operation.name = fields.text_or("name", {});
  operation.arguments = fields.object_or_empty("arguments");
  operation.message = fields.text_or("message", string_member(operation.arguments, "message"));
  operation.event = index_;
  operation.t_ns = latest_ns_;
  if (!history_.operation_by_number.emplace(operation.number, history_.operations.size()).second) {
    return fields.complain(fmt::format("operation {} is invoked twice", operation.number));
  }
  history_.operations.push_back(std::move(operation));
}

void HistoryParser::take_began(Fields& fields) {
  RecordedOperation* target = operation(fields);
  if (target != nullptr)
    target->began.push_back({index_, fields.text("call"), {}, fields.integer_or("at", latest_ns_)});
}

void HistoryParser::take_returned(Fields& fields) {
  RecordedOperation* target = operation(fields);
  if (target == nullptr) return;
  target->returned.push_back(
      {index_, fields.text("call"), fields.text_or("error", {}), fields.integer_or("at", latest_ns_)});
}

void HistoryParser::take_accepted(Fields& fields) {
  AcceptedRange range;
  range.event = index_;
  const RecordedOperation* source = operation(fields);
  if (source == nullptr) return;
  range.operation = source->number;
  range.invoke_event = source->event;
  range.socket = socket(fields, "socket");
  range.stream = stream(fields);
  range.first = fields.natural("first", UINT64_MAX - accepted_limit);
  range.count = fields.natural("count", accepted_limit);
  range.frames = fields.natural_or("frames", 1);
  range.size = fields.natural_or("size", 32);
  if (fields.has("topic")) range.topic = fields.bytes("topic");
  if (fields.has("lead")) range.lead = fields.frames("lead");
  const bool to_requester = fields.text_or("to", {}) == "requester";
  if (fields.has("to") && !to_requester) range.to = socket(fields, "to");
  const bool replies = to_requester || (!fields.problem() && history_.header.sockets[range.socket].type == "REP");
  if (replies) answers_.push_back(history_.accepted.size());
  accepted_count_ += range.count;
  if (accepted_count_ > accepted_limit) return fields.complain("more than a million messages were accepted");
  history_.accepted.push_back(std::move(range));
}

void HistoryParser::take_partial(Fields& fields) {
  const RecordedOperation* source = operation(fields);
  if (source == nullptr) return;
  history_.partial.push_back({index_, source->number, socket(fields, "socket"), stream(fields),
                              fields.natural("sequence"), fields.natural("frames")});
}

void HistoryParser::take_sent(Fields& fields) {
  const RecordedOperation* source = operation(fields);
  // The runner's probes are no part of any story: they are told without frames.
  if (source == nullptr || !fields.has("frames")) return;
  history_.sent.push_back({index_, source->number, socket(fields, "socket"), fields.frames("frames")});
}

Delivery HistoryParser::delivery(Fields& fields) {
  Delivery delivery;
  delivery.event = index_;
  const RecordedOperation* source = operation(fields);
  if (source == nullptr) return delivery;
  delivery.operation = source->number;
  delivery.invoke_event = source->event;
  delivery.socket = socket(fields, "socket");
  delivery.at_ns = fields.integer_or("at", latest_ns_);
  return delivery;
}

void HistoryParser::take_received(Fields& fields) {
  Delivery received = delivery(fields);
  RecordedFrames frames = fields.frames("frames");
  if (fields.problem()) return;
  if (const auto earlier = open_frames_.find(received.socket); earlier != open_frames_.end()) {
    frames.insert(frames.begin(), earlier->second.begin(), earlier->second.end());
    open_frames_.erase(earlier);
    open_.erase(received.socket);
  }
  history_.deliveries.push_back(std::move(received));
  frames_.push_back(std::move(frames));
}

void HistoryParser::take_open(Fields& fields) {
  Delivery opened = delivery(fields);
  RecordedFrames frames = fields.frames("frames");
  if (fields.problem() || frames.empty()) return;
  RecordedFrames& pending = open_frames_[opened.socket];
  pending.insert(pending.end(), frames.begin(), frames.end());
  open_[opened.socket] = std::move(opened);
}

void HistoryParser::take_complete(Fields& fields) {
  RecordedOperation* target = operation(fields);
  if (target == nullptr) return;
  if (target->reply) return fields.complain(fmt::format("operation {} is completed twice", target->number));
  target->reply = RecordedReply{index_, fields.text_or("error", {}), fields.object_or_empty("result"),
                                fields.integer_or("from", target->t_ns), fields.integer_or("to", latest_ns_)};
}

void HistoryParser::take_subscription(Fields& fields) {
  history_.subscriptions.push_back({index_, socket(fields, "socket"), fields.bytes("topic"), read_change(fields)});
}

void HistoryParser::take_connection(Fields& fields) {
  history_.connections.push_back({index_, fields.text("socket"), fields.text("peer"), read_change(fields)});
}

void HistoryParser::take_opened(Fields& fields) { history_.life.push_back({index_, fields.text("socket"), true}); }

void HistoryParser::take_closed(Fields& fields) { history_.life.push_back({index_, fields.text("socket"), false}); }

void HistoryParser::take_evidence(Fields& fields) {
  RecordedEvidence evidence;
  evidence.event = index_;
  evidence.t_ns = latest_ns_;
  evidence.kind = fields.text("kind");
  evidence.outcome = fields.text("outcome");
  evidence.operation = fields.natural_or("op", 0);
  evidence.socket = fields.text_or("socket", {});
  evidence.side = fields.text_or("side", {});
  evidence.reason = fields.text_or("reason", {});
  evidence.facts = fields.object_or_empty("facts");
  if (evidence.outcome != "came" && evidence.outcome != "contradicted" && evidence.outcome != "unknown") {
    return fields.complain("\"outcome\" of evidence is none of came, contradicted, unknown");
  }
  history_.evidence.push_back(std::move(evidence));
}

void HistoryParser::take_signal(Fields& fields) {
  history_.signals.push_back({index_, fields.natural("op"), fields.text("number"), fields.integer_or("thread", 0)});
}

void HistoryParser::take_handled(Fields& fields) {
  history_.handled.push_back({index_, fields.text_or("side", {}), fields.text("number"), fields.integer_or("thread", 0),
                              fields.integer_or("at", latest_ns_)});
}

void HistoryParser::take_monitor(Fields& fields) {
  history_.monitor.push_back({index_, fields.text("socket"), fields.text_or("name", {}), fields.text_or("endpoint", {}),
                              fields.integer_or("value", 0), fields.integer_or("at", latest_ns_)});
}

void HistoryParser::take_free(Fields& fields) { history_.frees.push_back({index_, fields.text("message")}); }

void HistoryParser::take_wire(Fields& fields) {
  const std::string what = fields.text("what");
  take_wire_event(fields);
  if (what == "greeting" || what == "command" || what == "frame" || what == "malformed") return take_wire_item(fields);
  const bool is_link = history_.header.links.contains(fields.text("at"));
  if (is_link && (what == "opened" || what == "cut" || what == "stalled")) take_link_change(fields);
}

void HistoryParser::take_wire_event(Fields& fields) {
  constexpr std::size_t shown_octets = 16;
  WireEvent told;
  told.event = index_;
  told.when_ns = fields.integer_or("when", latest_ns_);
  told.at = fields.text("at");
  told.what = fields.text("what");
  told.from = fields.text_or("from", {});
  told.connection = fields.natural_or("connection", 0);
  told.octets = fields.natural_or("octets", 0);
  if (fields.has("name")) told.name = fields.bytes("name");
  if (fields.has("body")) {
    const Json& body = fields.object("body");
    const auto octets = from_base64(string_member(body, body.contains("b64") ? "b64" : "head"));
    told.front = octets.value_or("").substr(0, shown_octets);
  }
  if (told.what == "verb") {
    told.note = fields.text("verb");
    for (const auto& argument : fields.object_or_empty("arguments").items()) {
      told.note += " " + argument.key() + ": " + to_line(argument.value());
    }
  }
  history_.wire_events.push_back(std::move(told));
}

void HistoryParser::take_wire_item(Fields& fields) {
  WireItem item;
  item.what = fields.text("what");
  item.event = index_;
  item.at = fields.text("at");
  item.from = fields.text("from");
  item.connection = fields.natural("connection");
  item.offset = fields.natural("offset");
  item.octets = fields.natural_or("octets", 0);
  item.flags = fields.natural_or("flags", 0);
  if (fields.has("name")) item.name = fields.bytes("name");
  for (const Json& value : fields.list_or_empty("faults")) {
    if (!value.is_object()) return fields.complain("a fault is not an object");
    Fields fault(value);
    item.faults.push_back({fault.text("code"), fault.text("sentence"), fault.natural("offset")});
    if (fault.problem()) return fields.complain("a fault: " + *fault.problem());
  }
  if (fields.has("stream")) {
    item.stream = static_cast<std::uint16_t>(fields.natural("stream", UINT16_MAX));
    item.sequence = fields.natural("sequence");
  }
  history_.wire.push_back(std::move(item));
}

void HistoryParser::take_link_change(Fields& fields) {
  LinkChange change{index_, fields.text("at"), fields.natural("connection"), LinkChange::Kind::opened, {}, false};
  const std::string what = fields.text("what");
  if (what == "stalled") change.kind = LinkChange::Kind::stalled;
  if (what == "cut") {
    change.kind = LinkChange::Kind::cut;
    change.by_reset = fields.text_or("by", "RST") == "RST";
    const Json& passed = fields.list_or_empty("passed");
    for (std::size_t i = 0; i < passed.size() && i < change.passed.size(); ++i) {
      if (!is_count(passed[i])) return fields.complain("\"passed\" is not a list of octets");
      change.passed[i] = passed[i].get<std::uint64_t>();
    }
  }
  history_.link_changes.push_back(std::move(change));
}

void HistoryParser::take_exit(Fields& fields) {
  ProcessExit exit{index_, fields.text("side"), std::nullopt, {}};
  if (fields.has("code")) exit.code = fields.integer("code");
  if (fields.has("signal")) exit.signal = fields.text("signal");
  history_.exits.push_back(std::move(exit));
}

void HistoryParser::take_resources(Fields& fields) {
  ResourcesEvent event{index_, fields.text("side"), {}, {}};
  event.before = read_counts(fields.object("before"), fields);
  event.after = read_counts(fields.object("after"), fields);
  history_.resources.push_back(std::move(event));
}

void HistoryParser::take_end(Fields& fields) {
  // A second end tells of trouble while the cell was closed; the story stays over where it was.
  StoryEnd end;
  end.event = history_.end ? history_.end->event : index_;
  end.outcome = fields.text("outcome");
  end.reason = fields.text_or("reason", {});
  end.code = fields.text_or("code", {});
  end.line = static_cast<int>(fields.natural_or("line", 0));
  end.operation = fields.natural_or("op", 0);
  if (!history_.end) history_.told_to_its_end = end.outcome == "completed";
  history_.end = std::move(end);
}

}  // namespace zassay
