#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "case/error.hpp"
#include "case/expression.hpp"
#include "case/tree.hpp"

namespace zassay {

/// One point of a matrix: each parameter's name and the node of its value, in the order of the matrix.
using Point = std::vector<std::pair<std::string, const Node*>>;

/// Reads values of a case at one point of its matrix. Whatever cannot be read is added to the errors and gives nothing.
/// One thread; the tree and the point outlive it.
class Values {
 public:
  Values(std::string file, const Point& point, std::set<std::string>& used, CaseErrors& errors);

  /// The node itself, or the value of the parameter that it consists of ("$name"); nullptr if there is none of that
  /// name.
  const Node* resolve(const Node& node);

  /// A scalar's text with its parameters put in.
  std::optional<std::string> text(const Node& node, const char* expected);

  /// An expression; `unit` is the one that it may have besides none.
  std::optional<std::int64_t> number(const Node& node, Unit unit, std::int64_t minimum, std::int64_t maximum);

  /// A number with any unit, or none.
  std::optional<std::int64_t> any_number(const Node& node);

  /// Whether the node, resolved, is a plain scalar that starts as an expression does.
  bool is_number(const Node& node);

  /// {"b64"} or, of {size, first}, {"size","generator","first"}.
  std::optional<Json> bytes(const Node& node);

  /// The bytes themselves; those of {size, first} only up to 64 KiB.
  std::optional<std::string> plain_bytes(const Node& node);

  /// The resolved node if it is a list, or a mapping.
  const Node* list(const Node& node, const char* expected);
  const Node* map(const Node& node, const char* expected);

  /// For the time that `body` runs, $name is this number besides the parameters.
  void with_number(const std::string& name, std::int64_t number, const std::function<void()>& body);
  bool has_parameter(std::string_view name) const;

  void fail(const Node& at, std::string code, std::string found, std::string expected);
  Mark mark(const Node& node) const { return Mark{file_, node.line, node.column}; }

 private:
  std::optional<Quantity> quantity(const Node& node);
  std::optional<Json> bytes_of_map(const Node& node);
  const Node* parameter(std::string_view name);
  Evaluated parameter_quantity(std::string_view name);

  std::string file_;
  Point point_;
  std::set<std::string>& used_;
  CaseErrors& errors_;
};

/// What a literal of the matrix is in JSON: whole numbers become integers, true and false booleans, all else as
/// written.
Json json_of(const Node& node);

}  // namespace zassay
