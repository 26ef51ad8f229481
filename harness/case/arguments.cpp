#include "case/arguments.hpp"

#include <algorithm>

#include "case/suggest.hpp"

namespace zassay {

std::string key_expected(const Shape& shape, const std::string& found) {
  const std::vector<std::string> known = shape.key_names();
  return known.empty() ? "no keys" : one_of(found, known);
}

void Arguments::check_groups(const Shape& shape, const Node& map, const Node& at, const std::string& title) {
  const auto present = [&](const std::vector<std::string>& group) {
    return std::count_if(group.begin(), group.end(), [&](const std::string& key) { return map.find(key) != nullptr; });
  };
  Values& values = context_.values;
  for (const Key& key : shape.keys) {
    if (!key.is_required || map.find(key.name) != nullptr) continue;
    values.fail(at, "missing-key", in_quotes(title) + " without " + in_quotes(key.name),
                in_quotes(key.name) + ": " + key.about);
  }
  if (!shape.one_of.empty() && present(shape.one_of) != 1) {
    values.fail(at, "one-of",
                in_quotes(title) + (present(shape.one_of) == 0 ? " with none" : " with several") + " of its forms",
                "exactly one of " + listing(shape.one_of));
  }
  if (!shape.any_of.empty() && present(shape.any_of) == 0) {
    values.fail(at, "missing-key", in_quotes(title) + " that says nothing", "at least one of " + listing(shape.any_of));
  }
}

namespace {

/// Whether the value is that of the first key, and no mapping of keys.
bool stands_alone(const Shape& shape, const Node& value) {
  if (shape.form == Form::alone) return true;
  if (shape.form == Form::keys) return false;
  const Key& first = shape.keys.front();
  const bool is_mapping = first.kind == Kind::bytes ? is_bytes(value) : is_item(first.kind, value);
  return !value.is_map() || is_mapping;
}

}  // namespace

Json Arguments::read(const Shape& shape, const Node& value, const std::string& title, bool is_started,
                     const std::string& ignored) {
  Values& values = context_.values;
  Json arguments = Json::object();
  const auto take = [&](const Key& key, const Node& node) {
    if (std::optional<Json> read = read_key(key, node)) arguments[key.name] = std::move(*read);
  };
  const Node* resolved = values.resolve(value);
  if (resolved == nullptr) return arguments;
  if (stands_alone(shape, *resolved)) {
    take(shape.keys.front(), value);
    return arguments;
  }
  if (!resolved->is_map()) {
    const std::string keys = shape.keys.empty() ? "{}" : "a mapping with the keys " + listing(shape.key_names());
    values.fail(value, "wrong-kind", describe(*resolved) + " for " + in_quotes(title), keys);
    return arguments;
  }
  for (const auto& [name, node] : resolved->entries) {
    if (!ignored.empty() && name.text == ignored) continue;
    const Key* key = shape.find(name.text);
    if (key == nullptr) {
      values.fail(name, "unknown-key", "the unknown key " + in_quotes(name.text) + " of " + in_quotes(title),
                  key_expected(shape, name.text));
      continue;
    }
    const auto& allowed = shape.started_keys;
    if (is_started && !allowed.empty() && std::find(allowed.begin(), allowed.end(), key->name) == allowed.end()) {
      values.fail(name, "not-startable", in_quotes(key->name) + " of a started " + in_quotes(title),
                  listing(allowed) + ": only the library's own call can be started");
    }
    take(*key, node);
  }
  check_groups(shape, *resolved, value, title);
  return arguments;
}

std::optional<Json> Arguments::read_key(const Key& key, const Node& node) {
  switch (key.kind) {
    case Kind::number:
    case Kind::size:
    case Kind::duration:
    case Kind::timeout:
      return read_number(key, node);
    case Kind::yes:
    case Kind::word:
    case Kind::word_list:
    case Kind::free_word:
    case Kind::side:
    case Kind::context:
    case Kind::property:
      return read_word(key, node);
    case Kind::bytes:
    case Kind::bytes_list:
    case Kind::bytes_lists:
    case Kind::value:
    case Kind::context_value:
    case Kind::cut:
      return read_bytes(key, node);
    case Kind::free_words:
    case Kind::numbers:
    case Kind::metadata:
    case Kind::items_to_send:
    case Kind::items_to_come:
      return read_wire(key, node);
    case Kind::sockets:
    case Kind::socket_list:
    case Kind::opening:
    case Kind::closing:
    case Kind::started_list:
    case Kind::streams:
    case Kind::stream_list:
      return read_names(key, node);
    case Kind::poll_items:
    case Kind::evidence:
    case Kind::event:
      return read_mapping(key, node);
    default:
      return read_name(key, node);
  }
}

std::optional<Json> Arguments::read_number(const Key& key, const Node& node) {
  const bool is_time = key.kind == Kind::duration || key.kind == Kind::timeout;
  if (key.kind == Kind::timeout) {
    const Node* value = context_.values.resolve(node);
    if (value == nullptr) return std::nullopt;
    if (value->is_scalar() && value->text == "forever") return Json(-1);
  }
  const Unit unit = is_time ? Unit::milliseconds : key.kind == Kind::size ? Unit::bytes : Unit::none;
  const auto number = context_.values.number(node, unit, key.minimum, key.maximum);
  return number ? std::optional<Json>(*number) : std::nullopt;
}

std::optional<Json> Arguments::read_word(const Key& key, const Node& node) {
  Values& values = context_.values;
  if (key.kind == Kind::side) return side(node);
  if (key.kind == Kind::context) return context(node);
  if (key.kind == Kind::word) return word(node, *key.choices);
  if (key.kind == Kind::word_list) return word_list(node, *key.choices);
  if (key.kind == Kind::property && values.is_number(node)) {
    const auto number = values.number(node, Unit::none, 0, key.maximum);
    return number ? std::optional<Json>(*number) : std::nullopt;
  }
  if (key.kind == Kind::property) return word(node, *key.choices);
  const std::optional<std::string> text = values.text(node, key.kind == Kind::yes ? "true" : "a word");
  if (!text) return std::nullopt;
  if (key.kind == Kind::yes) {
    if (*text == "true") return Json(true);
    values.fail(node, "wrong-kind", in_quotes(*text) + " for " + in_quotes(key.name), "true, or no such key");
    return std::nullopt;
  }
  const auto is_fit = [](char c) { return c > ' ' && c != '$' && static_cast<unsigned char>(c) < 0x7F; };
  if (!text->empty() && text->size() <= 255 && std::all_of(text->begin(), text->end(), is_fit)) return Json(*text);
  values.fail(node, "wrong-kind", in_quotes(*text), "a word of 1 to 255 printable ASCII characters");
  return std::nullopt;
}

std::optional<Json> Arguments::read_bytes(const Key& key, const Node& node) {
  Values& values = context_.values;
  if (key.kind == Kind::bytes) return values.bytes(node);
  if (key.kind == Kind::cut) return cut(node);
  if (key.kind == Kind::value || key.kind == Kind::context_value) {
    if (!values.is_number(node)) return values.bytes(node);
    const auto number = values.any_number(node);
    return number ? std::optional<Json>(*number) : std::nullopt;
  }
  const bool is_nested = key.kind == Kind::bytes_lists;
  const Node* list =
      values.list(node, is_nested ? "a list of messages, each a list of frames" : "a list of frames, each bytes");
  if (list == nullptr) return std::nullopt;
  Json result = Json::array();
  const Key inner{key.name, is_nested ? Kind::bytes_list : Kind::bytes, key.about};
  for (const Node& item : list->items) {
    if (std::optional<Json> read = read_bytes(inner, item)) result.push_back(std::move(*read));
  }
  if (!is_nested && key.name == "frames" && key.is_required && result.empty() && list->items.empty()) {
    values.fail(node, "wrong-kind", "an empty list", "at least one frame");
  }
  return result;
}

std::optional<Json> Arguments::read_name(const Key& key, const Node& node) {
  switch (key.kind) {
    case Kind::socket:
      return name(Thing::socket, false, node);
    case Kind::operation:
      return name(Thing::operation, false, node);
    case Kind::started:
      return name(Thing::operation, true, node);
    case Kind::message:
      return name(Thing::message, false, node);
    case Kind::pipe:
      return name(Thing::pipe, false, node);
    case Kind::stream:
      return name(Thing::stream, false, node);
    case Kind::sending:
      return stream_to_send(node);
    case Kind::target:
      return target(node);
    case Kind::endpoint:
      return endpoint(node, true);
    case Kind::peer:
      return peer(node);
    case Kind::source:
      return party(node);
    case Kind::actor:
      return actor(node);
    case Kind::link:
      return name(Thing::link, false, node);
    case Kind::wire:
      return on_the_wire(node);
    case Kind::option:
      return option(node);
    case Kind::context_option:
      return context_option(node);
    default:
      return std::nullopt;
  }
}

std::optional<Json> Arguments::read_names(const Key& key, const Node& node) {
  const bool can_be_single = key.kind != Kind::socket_list && key.kind != Kind::stream_list;
  if (key.kind == Kind::started_list) return names(Thing::operation, true, can_be_single, node);
  if (key.kind == Kind::opening || key.kind == Kind::closing) return parties(node);
  const bool is_stream = key.kind == Kind::streams || key.kind == Kind::stream_list;
  return names(is_stream ? Thing::stream : Thing::socket, false, can_be_single, node);
}

std::optional<Json> Arguments::read_mapping(const Key& key, const Node& node) {
  static const Shape returned = *find_evidence("returned");
  static const Shape told = [] {
    Key count{"count", Kind::number, "how often; default 1"};
    count.minimum = 1;
    Key event{"name", Kind::word, "the event", true};
    event.choices = &words::monitor_events();
    return Shape{.name = "event", .about = "", .keys = {Key{"socket", Kind::socket, "the socket", true}, event, count}};
  }();
  if (key.kind == Kind::poll_items) return poll_items(node);
  return read(key.kind == Kind::evidence ? returned : told, node, key.name);
}

}  // namespace zassay
