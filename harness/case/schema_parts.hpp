#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "case/table.hpp"

/// Pieces of the JSON Schema of a case: of values, kinds and rows of the tables.
namespace zassay::schema_parts {

using Ordered = nlohmann::ordered_json;

constexpr const char* name_pattern = "^[A-Za-z][A-Za-z0-9_-]*$";
constexpr const char* target_pattern = "^[A-Za-z][A-Za-z0-9_-]*\\.";

Ordered reference(const char* name);
Ordered any_of(std::vector<Ordered> schemas);
/// A parameter may stand for any value.
Ordered or_parameter(Ordered schema);
Ordered list_of(Ordered items, bool can_be_empty = true);
Ordered closed_object(Ordered properties);
Ordered choice(const words::Words& words);

/// What `$defs` says of names, numbers, bytes, ….
Ordered value_definitions();
/// The value of a key.
Ordered kind_schema(const Key& key);
/// A mapping of the shape's keys, or of `only` these.
Ordered object_of(const Shape& shape, const std::vector<std::string>& only = {});
/// The value of a verb.
Ordered shape_schema(const Shape& shape, bool is_started);

}  // namespace zassay::schema_parts
