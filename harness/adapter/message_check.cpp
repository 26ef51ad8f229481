#include "adapter/message_check.hpp"

#include <map>
#include <vector>

#include "adapter/message_types.hpp"

namespace zassay {
namespace {

struct Member {
  const char* name;
  MemberType type;
  bool required = true;
};
using Members = std::vector<Member>;

/// What the replies to an operation carry: inside `ok`, and beside `error`.
struct Shape {
  Members ok;
  Members error;
};

const std::map<std::string_view, Shape>& shapes() {
  static const Members sent{{"accepted", is_natural},
                            {"frames", is_natural},
                            {"size", is_natural, false},
                            {"from", is_time},
                            {"to", is_time}};
  static const Members received{{"messages", is_messages},
                                {"open", is_frames, false},
                                {"size", is_natural, false},
                                {"from", is_time},
                                {"to", is_time}};
  static const Members polled{{"count", is_natural}, {"ready", is_ready}, {"from", is_time}, {"to", is_time}};
  static const Members failed_poll{{"from", is_time, false}, {"to", is_time, false}};
  static const Members relayed{{"relayed", is_natural}, {"from", is_time}, {"to", is_time}};
  static const Members failed_relay{
      {"relayed", is_natural}, {"holding", is_flag, false}, {"from", is_time, false}, {"to", is_time, false}};
  static const std::map<std::string_view, Shape> table{
      {"actor.open", {{{"thread", is_thread}}, {}}},
      {"context.get", {{{"value", is_option_value}}, {}}},
      {"errno", {{{"value", is_text}}, {}}},
      {"bind", {{{"endpoint", is_text}}, {}}},
      {"get", {{{"value", is_option_value}}, {}}},
      {"send", {sent, sent}},
      {"recv", {received, received}},
      {"poll", {polled, failed_poll}},
      {"relay", {relayed, failed_relay}},
      {"pipe.write", {{{"size", is_natural}}, {}}},
      {"pipe.read", {{{"size", is_natural}}, {}}},
      {"message.size", {{{"value", is_natural}}, {}}},
      {"message.data", {{{"value", is_frame}}, {}}},
      {"timers", {{{"value", is_integer}}, {}}},
      {"message.constant", {{{"value", is_natural}}, {}}},
      {"message.more", {{{"value", is_natural}}, {}}},
      {"message.get", {{{"value", is_integer}}, {}}},
      {"message.gets", {{{"value", is_text}}, {}}},
      {"message.send", {{{"size", is_natural}}, {}}},
      {"message.recv", {{{"size", is_natural}}, {}}},
  };
  return table;
}

const std::map<std::string_view, Members>& events() {
  static const std::map<std::string_view, Members> table{
      {"began", {{"id", is_natural}, {"call", is_text}, {"at", is_time}}},
      {"returned", {{"id", is_natural}, {"call", is_text}, {"error", is_error_or_null}, {"at", is_time}}},
      {"monitor",
       {{"socket", is_text}, {"name", is_text}, {"value", is_integer}, {"endpoint", is_text}, {"at", is_time}}},
      {"handled", {{"number", is_text}, {"thread", is_thread, false}, {"at", is_time}}},
      {"free", {{"message", is_text}, {"at", is_time}}},
  };
  return table;
}

/// Text of an adapter for a sentence of ours: short, quoted, and with everything unprintable escaped.
std::string excerpt(std::string_view text) {
  return to_line(Json(std::string(text.substr(0, 120)))) + (text.size() > 120 ? "…" : "");
}

Result<void> check_members(const Json& object, const Members& members, const std::string& where) {
  for (const Member& member : members) {
    const auto found = object.find(member.name);
    if (found == object.end() && member.required) {
      return failure("garbage", where + " has no member \"" + member.name + "\"");
    }
    if (found != object.end() && !member.type(*found)) {
      return failure("garbage", where + " has a member \"" + member.name + "\" of the wrong type or out of range");
    }
  }
  return {};
}

/// An upper bound of the values in a JSON text, found without building them.
std::size_t count_values(std::string_view text) {
  std::size_t count = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == ',' || c == '[' || c == '{')) {
      ++count;
    }
  }
  return count;
}

}  // namespace

Result<Json> read_message(std::string_view line) {
  // A value takes at least two bytes of text: a short line cannot hold too many.
  if (line.size() / 2 > value_limit && count_values(line) > value_limit) {
    return failure("garbage", "the adapter wrote a line of more than " + std::to_string(value_limit) + " values");
  }
  Result<Json> message = parse_json(line);
  if (!message) {
    return failure("garbage", "the adapter wrote a line that is not JSON of at most 64 levels: " + excerpt(line));
  }
  if (!message->is_object()) {
    return failure("garbage", "the adapter wrote a line that is not a JSON object: " + excerpt(line));
  }
  return message;
}

Result<Hello> read_hello(const Json& message) {
  const std::string event = string_member(message, "event");
  if (event == "failed") {
    return failure("adapter-failed",
                   "the adapter says that it cannot serve: " + string_member(message, "reason").substr(0, 500));
  }
  if (event != "hello") return failure("bad-hello", "the adapter's first line is not its hello");
  if (const std::int64_t protocol = integer_member(message, "protocol"); protocol != 1) {
    return failure("wrong-protocol", "the adapter speaks protocol " + to_line(message.value("protocol", Json())) +
                                         " and not 1: take an adapter made for this zassay");
  }
  static const Members members{
      {"adapter", is_text}, {"process", is_thread}, {"monotonic_ns", is_natural}, {"line_limit", is_natural}};
  if (const auto checked = check_members(message, members, "the hello"); !checked) {
    return failure("bad-hello", checked.error().sentence);
  }
  const Json implementation = message.value("implementation", Json());
  const Json library = message.value("library", Json());
  Hello hello;
  hello.adapter = string_member(message, "adapter");
  hello.implementation_name = string_member(implementation, "name");
  hello.implementation_version = string_member(implementation, "version");
  hello.library_path = string_member(library, "path");
  hello.library_sha256 = string_member(library, "sha256");
  hello.process = integer_member(message, "process");
  hello.monotonic_ns = integer_member(message, "monotonic_ns");
  hello.line_limit = static_cast<std::size_t>(integer_member(message, "line_limit"));
  hello.capabilities = message.value("capabilities", Json());
  if (hello.implementation_name.empty() || hello.implementation_version.empty()) {
    return failure("bad-hello", "the hello has no \"implementation\" with a name and a version");
  }
  if (!library.is_null()) {
    static const Members library_members{{"path", is_text}, {"sha256", is_text}};
    const bool named = library.is_object() && check_members(library, library_members, "").has_value();
    if (!named) return failure("bad-hello", "the hello's \"library\" has no path and sha256");
  }
  if (!hello.capabilities.is_object()) return failure("bad-hello", "the hello has no object \"capabilities\"");
  static const Members lists{{"socket_types", is_texts}, {"transports", is_texts}};
  if (const auto checked = check_members(hello.capabilities, lists, "the object \"capabilities\""); !checked) {
    return failure("bad-hello", checked.error().sentence);
  }
  if (hello.line_limit < 1024) return failure("bad-hello", "the hello's \"line_limit\" is below 1024 bytes");
  return hello;
}

Result<void> check_reply(std::string_view op, const Json& reply) {
  int outcomes = 0;
  for (const char* outcome : {"ok", "error", "unsupported", "bad_request"}) outcomes += reply.contains(outcome) ? 1 : 0;
  const std::string where = "the reply to \"" + std::string(op) + "\"";
  if (outcomes != 1) {
    return failure("garbage", where + " does not have exactly one of ok, error, unsupported and bad_request");
  }
  for (const char* sentence : {"unsupported", "bad_request"}) {
    if (reply.contains(sentence)) return check_members(reply, {{sentence, is_text}}, where);
  }
  const auto shape = shapes().find(op);
  static const Shape free_shape;
  const Shape& demanded = shape == shapes().end() ? free_shape : shape->second;
  if (reply.contains("error")) {
    if (!is_error_name(reply["error"])) return failure("garbage", where + " has an \"error\" that is no errno name");
    return check_members(reply, demanded.error, where);
  }
  if (!reply["ok"].is_object()) return failure("garbage", where + " has an \"ok\" that is not an object");
  return check_members(reply["ok"], demanded.ok, where);
}

Result<void> check_event(const Json& event) {
  if (!event.contains("event") || !event["event"].is_string()) {
    return failure("garbage", "the adapter wrote an object that is neither a reply nor an event");
  }
  const auto& name = event["event"].get_ref<const std::string&>();
  const auto found = events().find(name);
  if (found == events().end()) return failure("garbage", "the adapter wrote the unknown event " + excerpt(name));
  return check_members(event, found->second, "the event " + excerpt(name));
}

}  // namespace zassay
