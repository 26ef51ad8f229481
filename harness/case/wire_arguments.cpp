// Arguments that speak of raw ZMTP: peers, things of the wire, metadata.

#include "case/arguments.hpp"
#include "case/suggest.hpp"

namespace zassay {
namespace {

constexpr std::int64_t most_octets = 1'000'000;

}  // namespace

bool is_bytes(const Node& node) {
  return node.is_map() &&
         (node.find("hex") != nullptr || node.find("base64") != nullptr || node.find("size") != nullptr);
}

bool is_item(Kind kind, const Node& node) {
  const bool is_wire = kind == Kind::items_to_send || kind == Kind::items_to_come;
  return is_wire && node.is_map() && node.entries.size() == 1 && find_item(kind, node.entries.front().first.text);
}

std::optional<Json> Arguments::party(const Node& node) {
  const std::optional<std::string> text = context_.values.text(node, "the name of a socket or a peer");
  if (!text) return std::nullopt;
  const Names::Entry* entry = context_.names.find(*text);
  const bool is_peer = entry != nullptr && entry->thing == Thing::peer;
  return name(is_peer ? Thing::peer : Thing::socket, false, node);
}

std::optional<Json> Arguments::on_the_wire(const Node& node) {
  const std::optional<std::string> text = context_.values.text(node, "the name of a peer or a link");
  if (!text) return std::nullopt;
  const Names::Entry* entry = context_.names.find(*text);
  const bool is_link = entry != nullptr && entry->thing == Thing::link;
  return name(is_link ? Thing::link : Thing::peer, false, node);
}

std::optional<Json> Arguments::parties(const Node& node) {
  const Node* value = context_.values.resolve(node);
  if (value == nullptr) return std::nullopt;
  const auto is_party = [&](const Node& item) {
    const Names::Entry* entry = item.is_scalar() ? context_.names.find(item.text) : nullptr;
    return entry != nullptr && entry->thing == Thing::peer;
  };
  const bool has_peer =
      value->is_list() ? std::any_of(value->items.begin(), value->items.end(), is_party) : is_party(*value);
  if (!has_peer) return names(Thing::socket, false, true, node);
  Json result = Json::array();
  if (!value->is_list()) {
    if (auto single = party(*value)) result.push_back(std::move(*single));
    return result;
  }
  for (const Node& item : value->items) {
    auto single = party(item);
    if (!single) continue;
    if (std::find(result.begin(), result.end(), *single) == result.end()) {
      result.push_back(std::move(*single));
    } else {
      context_.values.fail(item, "duplicate-name", describe(item) + " a second time in one list", "each name once");
    }
  }
  return result;
}

std::optional<Json> Arguments::read_wire(const Key& key, const Node& node) {
  switch (key.kind) {
    case Kind::free_words:
      return list_of_free_words(node);
    case Kind::numbers:
      return list_of_numbers(node);
    case Kind::metadata:
      return metadata(node);
    default:
      return items(key, node);
  }
}

std::optional<Json> Arguments::list_of_free_words(const Node& node) {
  const Node* list = context_.values.list(node, "a list of words");
  if (list == nullptr) return std::nullopt;
  Json result = Json::array();
  for (const Node& item : list->items) {
    if (auto word = read_word(Key{"", Kind::free_word, ""}, item)) result.push_back(std::move(*word));
  }
  return result;
}

std::optional<Json> Arguments::list_of_numbers(const Node& node) {
  const Node* list = context_.values.list(node, "a list of numbers of octets");
  if (list == nullptr) return std::nullopt;
  Json result = Json::array();
  for (const Node& item : list->items) {
    if (const auto number = context_.values.number(item, Unit::none, 1, most_octets)) result.push_back(*number);
  }
  return result;
}

std::optional<Json> Arguments::metadata(const Node& node) {
  const Node* map = context_.values.map(node, "metadata: {name: bytes}");
  if (map == nullptr) return std::nullopt;
  Json result = Json::object();
  for (const auto& [name, value] : map->entries) {
    const auto text = context_.values.text(name, "the name of a property");
    auto octets = context_.values.bytes(value);
    if (text && octets) result[*text] = std::move(*octets);
  }
  return result;
}

std::optional<Json> Arguments::items(const Key& key, const Node& node) {
  const Node* value = context_.values.resolve(node);
  if (value == nullptr) return std::nullopt;
  Json result = Json::array();
  if (!value->is_list()) {
    if (auto single = item(key, *value)) result.push_back(std::move(*single));
    return result;
  }
  for (const Node& each : value->items) {
    if (auto single = item(key, each)) result.push_back(std::move(*single));
  }
  if (value->items.empty()) context_.values.fail(node, "wrong-kind", "an empty list", "at least one thing of the wire");
  return result;
}

std::optional<Json> Arguments::item(const Key& key, const Node& node) {
  Values& values = context_.values;
  const Node* value = values.resolve(node);
  if (value == nullptr) return std::nullopt;
  const bool is_alone = value->is_scalar();
  const std::vector<std::string> known =
      shape_names(key.kind == Kind::items_to_come ? items_to_come() : items_to_send());
  if (!is_alone && (!value->is_map() || value->entries.size() != 1)) {
    values.fail(node, "wrong-kind", describe(*value), "a thing of the wire, such as ready or {frame: abc}");
    return std::nullopt;
  }
  const Node& name = is_alone ? *value : value->entries.front().first;
  const Shape* shape = find_item(key.kind, name.text);
  if (shape == nullptr) {
    values.fail(name, "unknown-item", in_quotes(name.text), one_of(name.text, known));
    return std::nullopt;
  }
  static const Node nothing = [] {
    Node map;
    map.kind = Node::Kind::map;
    return map;
  }();
  if (is_alone && shape->form == Form::alone) {
    values.fail(name, "missing-key", in_quotes(name.text) + " alone", shape->name + ": " + shape->keys.front().about);
    return std::nullopt;
  }
  if (!is_alone) return Json{{shape->name, read(*shape, value->entries.front().second, shape->name)}};
  Node empty = nothing;
  empty.line = value->line;
  empty.column = value->column;
  return Json{{shape->name, read(*shape, empty, shape->name)}};
}

}  // namespace zassay
