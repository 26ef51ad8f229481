#include "case/schema.hpp"

#include <algorithm>

#include "case/metadata.hpp"
#include "case/options.hpp"
#include "case/schema_parts.hpp"
#include "case/table.hpp"

namespace zassay {
namespace {

using namespace schema_parts;

/// The properties of a step: verbs of the harness by name, those of sockets, messages and pipes by pattern.
void add_verbs(Ordered& step, bool is_started) {
  std::vector<std::pair<std::string, std::vector<Ordered>>> patterns;
  for (const Shape& shape : verbs()) {
    if (is_started ? shape.start == Start::never : shape.start == Start::must) continue;
    Ordered schema = shape_schema(shape, is_started);
    if (shape.owner == Owner::harness) {
      step["properties"][shape.name] = std::move(schema);
      continue;
    }
    const std::string pattern = target_pattern + shape.name + "$";
    const auto known =
        std::find_if(patterns.begin(), patterns.end(), [&](const auto& entry) { return entry.first == pattern; });
    if (known == patterns.end()) {
      patterns.push_back({pattern, {std::move(schema)}});
    } else {
      known->second.push_back(std::move(schema));
    }
  }
  for (auto& [pattern, schemas] : patterns) {
    step["patternProperties"][pattern] = schemas.size() == 1 ? schemas.front() : any_of(schemas);
  }
}

Ordered step_definition() {
  Ordered step{{"type", "object"}, {"properties", Ordered::object()}, {"patternProperties", Ordered::object()}};
  step["properties"]["as"] = {{"description", "names the operation"}, {"$ref", "#/$defs/name"}};
  step["properties"]["start"] = {{"description", "sends the operation and goes on at once; 'as' beside it"},
                                 {"$ref", "#/$defs/started"}};
  step["properties"]["until"] = {{"description", "waits for evidence"}, {"$ref", "#/$defs/evidence"}};
  step["properties"]["repeat"] = {{"description", "the steps so many times"}, {"$ref", "#/$defs/number"}};
  step["properties"]["for"] = {{"description", "the steps once for each number from … to …: {k: {from, to}}"},
                               {"type", "object"},
                               {"additionalProperties", reference("range")},
                               {"minProperties", 1},
                               {"maxProperties", 1}};
  step["properties"]["steps"] = {{"description", "of 'repeat' and 'for'"}, {"$ref", "#/$defs/steps"}};
  add_verbs(step, false);
  step["additionalProperties"] = false;
  step["dependentRequired"] = {{"start", {"as"}}, {"repeat", {"steps"}}, {"for", {"steps"}}};
  step["if"] = any_of({Ordered{{"required", {"as"}}}, Ordered{{"required", {"steps"}}}});
  step["then"] = {{"minProperties", 2}, {"maxProperties", 2}};
  step["else"] = {{"minProperties", 1}, {"maxProperties", 1}};
  return step;
}

Ordered started_definition() {
  Ordered step{{"type", "object"}, {"properties", Ordered::object()}, {"patternProperties", Ordered::object()}};
  add_verbs(step, true);
  step["additionalProperties"] = false;
  step["minProperties"] = 1;
  step["maxProperties"] = 1;
  return step;
}

Ordered evidence_definition() {
  std::vector<Ordered> kinds;
  for (const Shape& shape : evidence()) {
    kinds.push_back(object_of(shape).at("anyOf").at(0));
    kinds.back()["description"] = shape.about;
  }
  kinds.push_back(reference("parameter"));
  return any_of(std::move(kinds));
}

Ordered check_definition() {
  Ordered object = closed_object(Ordered::object());
  std::vector<std::string> alone;
  for (const Shape& shape : checks()) {
    Ordered arguments = object_of(shape);
    arguments["anyOf"][0]["properties"]["level"] = reference("level");
    if (shape.form == Form::either) arguments["anyOf"].push_back(kind_schema(shape.keys.front()));
    Ordered described{{"description", shape.about}};
    described.update(arguments);
    object["properties"][shape.name] = std::move(described);
    const bool has_required =
        std::any_of(shape.keys.begin(), shape.keys.end(), [](const Key& key) { return key.is_required; });
    if (!has_required && shape.any_of.empty() && shape.one_of.empty()) alone.push_back(shape.name);
  }
  object["minProperties"] = 1;
  object["maxProperties"] = 1;
  return any_of({Ordered{{"enum", alone}}, std::move(object)});
}

/// A thing of the wire: by its name alone, or as a mapping of its name.
Ordered item_definition(const std::vector<Shape>& items) {
  std::vector<std::string> alone;
  Ordered object = closed_object(Ordered::object());
  for (const Shape& shape : items) {
    const bool has_required =
        std::any_of(shape.keys.begin(), shape.keys.end(), [](const Key& key) { return key.is_required; });
    if (!has_required) alone.push_back(shape.name);
    Ordered schema = shape_schema(shape, false);
    if (shape.form == Form::either) schema = any_of({kind_schema(shape.keys.front()), object_of(shape)});
    object["properties"][shape.name] = std::move(schema);
  }
  object["minProperties"] = 1;
  object["maxProperties"] = 1;
  return any_of({Ordered{{"enum", alone}}, std::move(object), reference("parameter")});
}

Ordered socket_definition() {
  Ordered properties;
  properties["type"] = any_of({choice(words::socket_types()), Ordered{{"type", "integer"}}});
  properties["side"] = {{"description", "the side it lives in; default a"}, {"$ref", "#/$defs/side"}};
  properties["context"] = {{"description", "which context of its side; default: the side's own"},
                           {"$ref", "#/$defs/name"}};
  properties["bind"] = any_of({reference("endpoint"), list_of(reference("endpoint"))});
  properties["connect"] = any_of({reference("peer"), list_of(reference("peer"))});
  properties["via"] = {{"description", "the link that its connections go through"}, {"$ref", "#/$defs/name"}};
  properties["subscribe"] = or_parameter(list_of(reference("bytes")));
  for (const OptionName& option : socket_options()) {
    if (option.name == "TYPE" || option.name == "SUBSCRIBE") continue;
    const bool is_number = option.kind == OptionKind::number;
    properties[lower_case(option.name)] =
        is_number ? any_of({reference("number"), Ordered{{"type", "object"}}}) : reference("bytes");
  }
  properties["linger"]["anyOf"].push_back({{"const", "default"}});
  Ordered socket = closed_object(std::move(properties));
  socket["required"] = {"type"};
  return socket;
}

Ordered option_pair_definition() {
  Ordered properties;
  for (const OptionName& option : socket_options()) {
    const bool is_number = option.kind == OptionKind::number;
    properties[lower_case(option.name)] =
        is_number ? any_of({reference("number"), Ordered{{"type", "object"}}}) : reference("bytes");
  }
  Ordered pair = closed_object(std::move(properties));
  pair["patternProperties"] = {{"^[0-9]+$|\\$", any_of({reference("number"), reference("bytes")})}};
  pair["minProperties"] = 1;
  pair["maxProperties"] = 1;
  return or_parameter(std::move(pair));
}

Ordered named(Ordered value) {
  return Ordered{
      {"type", "object"}, {"propertyNames", {{"pattern", name_pattern}}}, {"additionalProperties", std::move(value)}};
}

Ordered words_schema(const words::Words& choices = {}) {
  return list_of(choices.empty() ? Ordered{{"type", Ordered::array({"string", "number", "boolean"})}}
                                 : Ordered{{"enum", choices}});
}

Ordered matrix_schema() {
  return {{"type", "object"},
          {"properties", {{"transport", list_of(Ordered{{"enum", words::transports()}}, false)}}},
          {"propertyNames", {{"pattern", "^[A-Za-z][A-Za-z0-9_]*$"}}},
          {"additionalProperties", {{"type", "array"}, {"minItems", 1}}}};
}

Ordered context_schema() {
  Ordered properties;
  for (const OptionName& option : context_options())
    properties[option.name] = any_of({reference("number"), reference("bytes")});
  return Ordered{{"type", "object"},
                 {"propertyNames", reference("side")},
                 {"additionalProperties", or_parameter(closed_object(properties))}};
}

Ordered case_key_schema(const std::string& key) {
  if (key == "title") return {{"type", Ordered::array({"string", "number", "boolean"})}, {"maxLength", 200}};
  if (key == "why") return reference("text");
  if (key == "clauses") return Ordered{{"type", "array"}, {"items", {{"type", "string"}}}, {"minItems", 1}};
  if (key == "level") return reference("level");
  if (key == "needs") return words_schema(words::capabilities());
  if (key == "matrix") return matrix_schema();
  if (key == "except") return list_of(Ordered{{"type", "object"}, {"minProperties", 1}});
  if (key == "contexts") return context_schema();
  if (key == "sockets") return named(reference("socket"));
  if (key == "peers") return named(object_of(peer_shape()));
  if (key == "actors") return named(or_parameter(list_of(reference("name"))));
  if (key == "messages" || key == "pipes") return named(reference("owned"));
  if (key == "steps") return reference("steps");
  if (key == "expect") return list_of(reference("check"), false);
  return words_schema();
}

}  // namespace

std::string case_schema() {
  Ordered schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "A zassay case"},
                 {"description", "docs/case-format.md says what each key means. Made by the program case_schema."},
                 {"type", "object"}};
  Ordered required = Ordered::array();
  for (const CaseKey& key : case_keys()) {
    Ordered described{{"description", key.about}};
    described.update(case_key_schema(key.name));
    schema["properties"][key.name] = std::move(described);
    if (key.is_required) required.push_back(key.name);
  }
  schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  Ordered definitions = value_definitions();
  definitions["level"] = Ordered{{"enum", words::levels()}};
  std::vector<std::string> contexts;
  for (const OptionName& option : context_options()) contexts.push_back(option.name);
  definitions["context_option"] = any_of({choice(contexts), Ordered{{"type", "integer"}}});
  definitions["option_pair"] = option_pair_definition();
  definitions["socket"] = socket_definition();
  Ordered owned = closed_object({{"actor", reference("name")}});
  owned["required"] = {"actor"};
  definitions["owned"] = or_parameter(std::move(owned));
  definitions["steps"] = list_of(reference("step"), false);
  definitions["step"] = step_definition();
  definitions["started"] = started_definition();
  definitions["evidence"] = evidence_definition();
  definitions["check"] = check_definition();
  definitions["item_to_send"] = item_definition(items_to_send());
  definitions["item_to_come"] = item_definition(items_to_come());
  Ordered range = closed_object({{"from", reference("number")}, {"to", reference("number")}});
  range["required"] = {"from", "to"};
  definitions["range"] = std::move(range);
  schema["$defs"] = std::move(definitions);
  return schema.dump(1) + "\n";
}

}  // namespace zassay
