#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "case/error.hpp"

namespace zassay {

/// A YAML document as plain data, with the place of each node. Keys of a mapping are scalars and stand once.
struct Node {
  enum class Kind { nothing, scalar, list, map };
  struct Entry;  ///< `first` is the key, `second` its value

  Kind kind = Kind::nothing;
  bool is_quoted = false;  ///< a scalar in quotes or a block scalar: never a number
  int line = 0;            ///< from 1
  int column = 0;          ///< from 1, in bytes
  std::string text;
  std::vector<Node> items;
  std::vector<Entry> entries;  ///< in the order written

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }

  /// The value under the key; nullptr if there is none, or if this is not a mapping.
  const Node* find(std::string_view key) const;

  /// Same kinds, texts, items and entries in the same order; places and quotes disregarded.
  bool same_value(const Node& other) const;
};

struct Node::Entry {
  Node first;
  Node second;
};

/// "'abc'", "a list", "a mapping" or "nothing": what an error says that it found.
std::string describe(const Node& node);

struct Tree {
  Node root;
  std::size_t nodes = 0;
};

/// Limits that hostile text meets.
constexpr std::size_t largest_case_bytes = 256UL * 1024;
constexpr std::size_t deepest_case_level = 24;

/// Reads one YAML document. Anchors, aliases, tags, further documents, control characters, text that is not UTF-8,
/// duplicate keys and whatever breaks the limits are errors, added to `errors`; the tree then holds what could be read.
Tree parse_tree(std::string_view text, const std::string& file, CaseErrors& errors);

}  // namespace zassay
