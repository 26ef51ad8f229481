#include <algorithm>

#include "case/arguments.hpp"

#include "base/bytes.hpp"
#include "case/suggest.hpp"

namespace zassay {

std::optional<std::string> Arguments::word(const Node& node, const words::Words& choices) {
  std::optional<std::string> text = context_.values.text(node, ("one of " + listing(choices)).c_str());
  if (!text) return std::nullopt;
  if (std::find(choices.begin(), choices.end(), *text) != choices.end()) return text;
  context_.values.fail(node, "unknown-word", in_quotes(*text), one_of(*text, choices));
  return std::nullopt;
}

std::optional<Json> Arguments::word_list(const Node& node, const words::Words& choices) {
  const Node* list = context_.values.list(node, ("a list of " + listing(choices)).c_str());
  if (list == nullptr) return std::nullopt;
  Json result = Json::array();
  for (const Node& item : list->items) {
    if (const auto text = word(item, choices)) result.push_back(*text);
  }
  return result;
}

std::optional<std::string> Arguments::side(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "a side");
  if (!text) return std::nullopt;
  if (context_.sides.contains(*text)) return context_.is_inproc() ? "a" : *text;
  const std::vector<std::string> known(context_.sides.begin(), context_.sides.end());
  context_.values.fail(node, "undefined-side", in_quotes(*text) + " as a side",
                       "a side that a socket has: " + one_of(*text, known));
  return std::nullopt;
}

std::optional<std::string> Arguments::context(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "the name of a context");
  if (!text) return std::nullopt;
  std::vector<std::string> known;
  for (const SocketSpec& socket : context_.cell.sockets) {
    if (socket.context == *text && !text->empty()) return text;
    if (!socket.context.empty()) known.push_back(socket.context);
  }
  context_.values.fail(node, "undefined-context", in_quotes(*text) + " as a context",
                       "a context that a socket names" + (known.empty() ? "" : ": " + one_of(*text, known)));
  return std::nullopt;
}

std::optional<Json> Arguments::actor(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "the name of an actor or a socket");
  if (!text) return std::nullopt;
  const Names::Entry* entry = context_.names.find(*text);
  const Thing thing = entry != nullptr && entry->thing == Thing::socket ? Thing::socket : Thing::actor;
  if (context_.names.use(*text, thing, context_.values.mark(node), context_.errors) == nullptr) return std::nullopt;
  return Json(context_.actor_of(*text));
}

std::optional<std::string> Arguments::endpoint(const Node& node, bool can_be_auto) {
  const char* expected =
      can_be_auto ? "'auto' or an endpoint such as tcp://127.0.0.1:*" : "an endpoint such as tcp://127.0.0.1:*";
  std::optional<std::string> text = context_.values.text(node, expected);
  if (!text) return std::nullopt;
  if (can_be_auto && *text == "auto") return text;
  if (text->find("://") != std::string::npos) return places(*text, node) ? text : std::nullopt;
  context_.values.fail(node, "bad-endpoint", in_quotes(*text), expected);
  return std::nullopt;
}

bool Arguments::places(const std::string& endpoint, const Node& node) {
  const std::size_t start = endpoint.find('<');
  if (start == std::string::npos) return true;
  const std::size_t end = endpoint.find('>', start);
  const std::string name = endpoint.substr(start + 1, end == std::string::npos ? end : end - start - 1);
  return context_.names.use(name, Thing::socket, context_.values.mark(node), context_.errors) != nullptr;
}

std::optional<Json> Arguments::peer(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "a socket's name, or a literal endpoint");
  if (!text) return std::nullopt;
  if (text->find("://") != std::string::npos) return places(*text, node) ? std::optional(Json(*text)) : std::nullopt;
  return name(Thing::socket, false, node);
}

std::optional<Json> Arguments::target(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "a socket's name, or 'requester'");
  if (!text) return std::nullopt;
  return *text == "requester" ? Json(*text) : name(Thing::socket, false, node);
}

std::optional<Json> Arguments::name(Thing thing, bool must_be_started, const Node& node) {
  std::optional<std::string> text = context_.values.text(node, ("the name of " + to_string(thing)).c_str());
  if (!text) return std::nullopt;
  const Names::Entry* entry = context_.names.use(*text, thing, context_.values.mark(node), context_.errors);
  if (entry == nullptr) return std::nullopt;
  if (must_be_started && !entry->is_started) {
    context_.values.fail(node, "not-started", in_quotes(*text) + ", which was not started",
                         "an operation that stands in a 'start': the others have returned when their step ends");
    return std::nullopt;
  }
  return Json(*text);
}

std::optional<Json> Arguments::names(Thing thing, bool must_be_started, bool can_be_single, const Node& node) {
  const Node* value = context_.values.resolve(node);
  if (value == nullptr) return std::nullopt;
  Json result = Json::array();
  if (can_be_single && value->is_scalar()) {
    if (auto single = name(thing, must_be_started, node)) result.push_back(std::move(*single));
    return result;
  }
  if (!value->is_list() || value->items.empty()) {
    const std::string single = can_be_single ? "the name of " + to_string(thing) + ", or a list of such names"
                                             : "a list of names, each of " + to_string(thing);
    context_.values.fail(node, "wrong-kind", describe(*value), single);
    return std::nullopt;
  }
  for (const Node& item : value->items) {
    auto single = name(thing, must_be_started, item);
    if (!single) continue;
    if (std::find(result.begin(), result.end(), *single) != result.end()) {
      context_.values.fail(item, "duplicate-name", describe(item) + " a second time in one list", "each name once");
      continue;
    }
    result.push_back(std::move(*single));
  }
  return result;
}

std::optional<Json> Arguments::stream_to_send(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "the name of a stream");
  if (!text) return std::nullopt;
  const Names::Entry* known = context_.names.find(*text);
  if (known == nullptr || known->thing != Thing::stream) {
    const std::size_t errors_before = context_.errors.size();
    context_.names.declare(*text, Thing::stream, context_.values.mark(node), context_.errors);
    if (context_.errors.size() != errors_before) return std::nullopt;
  }
  context_.stream_number(*text);
  return Json(*text);
}

std::optional<Json> Arguments::poll_items(const Node& node) {
  const Node* map = context_.values.map(node, "a mapping of sockets and pipes to lists of events: {x: [IN]}");
  if (map == nullptr) return std::nullopt;
  Json result = Json::object();
  for (const auto& [key, events] : map->entries) {
    const Names::Entry* entry = context_.names.find(key.text);
    const bool is_pipe = entry != nullptr && entry->thing == Thing::pipe;
    const auto item = name(is_pipe ? Thing::pipe : Thing::socket, false, key);
    auto list = word_list(events, words::poll_events());
    if (item && list) result[key.text] = std::move(*list);
  }
  return result;
}

std::optional<Json> Arguments::cut(const Node& node) {
  constexpr const char* expected = "[from, to]: the first frame and the one behind the last";
  const Node* list = context_.values.list(node, expected);
  if (list == nullptr) return std::nullopt;
  if (list->items.size() != 2) {
    context_.values.fail(node, "wrong-kind", "a list of " + std::to_string(list->items.size()), expected);
    return std::nullopt;
  }
  const auto from = context_.values.number(list->items[0], Unit::none, 0, 65535);
  const auto to = context_.values.number(list->items[1], Unit::none, 1, 65535);
  if (!from || !to) return std::nullopt;
  if (*from < *to) return Json::array({*from, *to});
  context_.values.fail(node, "out-of-range", "a cut of no frames", expected);
  return std::nullopt;
}

std::optional<Json> Arguments::option(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "the name of an option");
  if (!text) return std::nullopt;
  if (is_whole_number(*text)) {
    const auto number = context_.values.number(node, Unit::none, 0, 1'000'000);
    return number ? std::optional<Json>(*number) : std::nullopt;
  }
  const std::string name = upper_case(*text);
  if (*text == lower_case(*text) && find_option(socket_options(), name) != nullptr) return Json(name);
  const std::string meant = nearest(*text, lower_case_socket_options());
  context_.values.fail(
      node, "unknown-option", "the unknown option " + in_quotes(*text),
      "the lower-case name of a socket option" + (meant.empty() ? "" : "; did you mean " + in_quotes(meant) + "?"));
  return std::nullopt;
}

std::optional<Json> Arguments::context_option(const Node& node) {
  std::optional<std::string> text = context_.values.text(node, "the name of a context option");
  if (!text) return std::nullopt;
  if (find_option(context_options(), *text) != nullptr) return Json(*text);
  if (is_whole_number(*text)) {
    const auto number = context_.values.number(node, Unit::none, 0, 1'000'000);
    return number ? std::optional<Json>(*number) : std::nullopt;
  }
  std::vector<std::string> known;
  for (const OptionName& option : context_options()) known.push_back(option.name);
  context_.values.fail(node, "unknown-option", "the unknown context option " + in_quotes(*text), one_of(*text, known));
  return std::nullopt;
}

std::optional<Json> Arguments::option_value(const std::vector<OptionName>& options, const Json& name,
                                            const Node& value) {
  Values& values = context_.values;
  const OptionName* known = name.is_string() ? find_option(options, name.get<std::string>()) : nullptr;
  const Node* resolved = values.resolve(value);
  if (resolved == nullptr) return std::nullopt;
  const bool takes_number = known != nullptr ? known->kind == OptionKind::number : values.is_number(value);
  // Bytes that are spelled as such may be meant for a number option: to see them refused.
  if (takes_number && !resolved->is_map()) {
    const auto number = values.any_number(value);
    return number ? std::optional<Json>(*number) : std::nullopt;
  }
  const std::optional<std::string> bytes = values.plain_bytes(value);
  if (!bytes) return std::nullopt;
  if (bytes->size() > 4096) {
    values.fail(value, "too-long", std::to_string(bytes->size()) + " bytes", "at most 4096 bytes in an option");
    return std::nullopt;
  }
  return frame_of(*bytes);
}

Json Arguments::read_option_pair(const Node& value, const std::string& title) {
  Json arguments = Json::object();
  const Node* map = context_.values.map(value, "{option: value}");
  if (map == nullptr) return arguments;
  if (map->entries.size() != 1) {
    context_.values.fail(value, "one-of",
                         in_quotes(title) + " with " + std::to_string(map->entries.size()) + " options",
                         "{option: value}, one option a step");
    return arguments;
  }
  const auto& [key, node] = map->entries.front();
  const std::optional<Json> name = option(key);
  if (!name) return arguments;
  arguments["option"] = *name;
  if (auto read = option_value(socket_options(), *name, node)) arguments["value"] = std::move(*read);
  return arguments;
}

}  // namespace zassay
