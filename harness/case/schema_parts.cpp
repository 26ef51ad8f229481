#include "case/schema_parts.hpp"

#include <algorithm>

#include "case/options.hpp"

namespace zassay::schema_parts {
namespace {

Ordered names(bool can_be_single) {
  Ordered list = list_of(reference("name"), false);
  return or_parameter(can_be_single ? any_of({reference("name"), std::move(list)}) : std::move(list));
}

Ordered key_schema(const Key& key) {
  Ordered schema{{"description", key.about}};
  schema.update(kind_schema(key));
  return schema;
}

/// Exactly one, or at least one, of the keys.
Ordered group_of(const std::vector<std::string>& keys) {
  Ordered alternatives = Ordered::array();
  for (const std::string& key : keys) alternatives.push_back({{"required", {key}}});
  return alternatives;
}

Ordered event_schema() {
  Ordered object = closed_object(
      {{"socket", reference("name")}, {"name", choice(words::monitor_events())}, {"count", reference("number")}});
  object["required"] = {"socket", "name"};
  return or_parameter(std::move(object));
}

/// The kinds of peers and links.
Ordered wire_schema(const Key& key) {
  switch (key.kind) {
    case Kind::free_words:
      return or_parameter(list_of(reference("text")));
    case Kind::numbers:
      return or_parameter(list_of(reference("number")));
    case Kind::metadata:
      return or_parameter(Ordered{{"type", "object"}, {"additionalProperties", reference("bytes")}});
    case Kind::items_to_send:
    case Kind::items_to_come: {
      const Ordered thing = reference(key.kind == Kind::items_to_send ? "item_to_send" : "item_to_come");
      return any_of({thing, list_of(thing, false)});
    }
    default:
      return reference("name");
  }
}

}  // namespace

Ordered reference(const char* name) { return Ordered{{"$ref", std::string("#/$defs/") + name}}; }

Ordered any_of(std::vector<Ordered> schemas) { return Ordered{{"anyOf", std::move(schemas)}}; }

Ordered or_parameter(Ordered schema) { return any_of({std::move(schema), reference("parameter")}); }

Ordered list_of(Ordered items, bool can_be_empty) {
  Ordered list{{"type", "array"}, {"items", std::move(items)}};
  if (!can_be_empty) list["minItems"] = 1;
  return list;
}

Ordered closed_object(Ordered properties) {
  return Ordered{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

Ordered choice(const words::Words& words) { return or_parameter(Ordered{{"enum", words}}); }

Ordered value_definitions() {
  Ordered definitions;
  definitions["parameter"] = {
      {"description", "a value with parameters of the matrix: $name"}, {"type", "string"}, {"pattern", "\\$"}};
  definitions["name"] = {{"type", "string"}, {"pattern", "^[A-Za-z][A-Za-z0-9_-]*$|\\$"}};
  definitions["number"] = {{"description",
                            "a whole number, or an expression such as 2 * $count + 1; sizes with B, KiB, MiB, GiB; "
                            "durations with ms, s"},
                           {"type", Ordered::array({"integer", "string"})},
                           {"pattern", "^ *-? *[0-9$(][0-9A-Za-z_$()*/+ -]*$"}};
  definitions["text"] = {{"type", Ordered::array({"string", "number", "boolean"})}};
  const Ordered sized = {{"type", "object"},
                         {"properties", {{"size", reference("number")}, {"first", reference("number")}}},
                         {"required", {"size"}},
                         {"additionalProperties", false}};
  const auto spelled = [](const char* key) {
    return Ordered{{"type", "object"},
                   {"properties", {{key, reference("text")}}},
                   {"required", {key}},
                   {"additionalProperties", false}};
  };
  definitions["bytes"] = any_of({reference("text"), spelled("hex"), spelled("base64"), sized});
  definitions["bytes"]["description"] = "bytes: a text, {hex: …}, {base64: …} or {size: …, first: …}";
  definitions["peer"] = {{"description", "the name of a socket, or a literal endpoint"},
                         {"type", "string"},
                         {"pattern", "^[A-Za-z][A-Za-z0-9_-]*$|://|\\$"}};
  definitions["endpoint"] = {
      {"description", "auto, or a literal endpoint"}, {"type", "string"}, {"pattern", "^auto$|://|\\$"}};
  definitions["side"] = {{"type", "string"}, {"pattern", "^[a-z]$|\\$"}};
  return definitions;
}

Ordered kind_schema(const Key& key) {
  switch (key.kind) {
    case Kind::number:
    case Kind::size:
    case Kind::duration:
      return reference("number");
    case Kind::timeout:
      return any_of({Ordered{{"const", "forever"}}, reference("number")});
    case Kind::yes:
      return or_parameter(Ordered{{"const", true}});
    case Kind::word:
      return choice(*key.choices);
    case Kind::word_list:
      return or_parameter(list_of(choice(*key.choices)));
    case Kind::bytes:
      return reference("bytes");
    case Kind::bytes_list:
      return or_parameter(list_of(reference("bytes"), key.name != "frames" || !key.is_required));
    case Kind::bytes_lists:
      return or_parameter(list_of(or_parameter(list_of(reference("bytes")))));
    case Kind::value:
    case Kind::context_value:
      return any_of({reference("number"), reference("bytes")});
    case Kind::cut:
      return or_parameter(Ordered{{"type", "array"}, {"items", reference("number")}, {"minItems", 2}, {"maxItems", 2}});
    case Kind::side:
      return reference("side");
    case Kind::context:
    case Kind::actor:
      return reference("name");
    case Kind::sockets:
    case Kind::opening:
    case Kind::closing:
    case Kind::started_list:
    case Kind::streams:
      return names(true);
    case Kind::socket_list:
    case Kind::stream_list:
      return names(false);
    case Kind::endpoint:
      return reference("endpoint");
    case Kind::peer:
      return reference("peer");
    case Kind::option:
      return any_of(
          {Ordered{{"enum", lower_case_socket_options()}}, Ordered{{"type", "integer"}}, reference("parameter")});
    case Kind::context_option:
      return reference("context_option");
    case Kind::property:
      return any_of({choice(*key.choices), Ordered{{"type", "integer"}}});
    case Kind::poll_items:
      return or_parameter(Ordered{{"type", "object"},
                                  {"propertyNames", reference("name")},
                                  {"additionalProperties", or_parameter(list_of(choice(words::poll_events())))}});
    case Kind::evidence:
      return object_of(*find_evidence("returned"));
    case Kind::event:
      return event_schema();
    case Kind::free_word:
      return reference("text");
    default:
      return wire_schema(key);
  }
}

Ordered object_of(const Shape& shape, const std::vector<std::string>& only) {
  Ordered properties = Ordered::object();
  Ordered required = Ordered::array();
  for (const Key& key : shape.keys) {
    if (!only.empty() && std::find(only.begin(), only.end(), key.name) == only.end()) continue;
    properties[key.name] = key_schema(key);
    if (key.is_required) required.push_back(key.name);
  }
  Ordered object = closed_object(std::move(properties));
  if (!required.empty()) object["required"] = std::move(required);
  Ordered rules = Ordered::array();
  if (!shape.one_of.empty()) rules.push_back({{"oneOf", group_of(shape.one_of)}});
  if (!shape.any_of.empty()) rules.push_back({{"anyOf", group_of(shape.any_of)}});
  if (!rules.empty()) object["allOf"] = std::move(rules);
  return or_parameter(std::move(object));
}

Ordered shape_schema(const Shape& shape, bool is_started) {
  Ordered schema{{"description", shape.about}};
  if (shape.form == Form::alone) {
    schema.update(kind_schema(shape.keys.front()));
  } else if (shape.owner == Owner::socket && shape.name == "set") {
    schema.update(reference("option_pair"));
  } else {
    schema.update(object_of(shape, is_started ? shape.started_keys : std::vector<std::string>{}));
    if (shape.form == Form::either) schema["anyOf"].push_back(kind_schema(shape.keys.front()));
  }
  return schema;
}

}  // namespace zassay::schema_parts
