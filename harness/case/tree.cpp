#include "case/tree.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "case/suggest.hpp"
#include "case/utf8.hpp"

namespace zassay {
namespace {

/// Thrown inside the YAML parser only, to leave it at the first thing that makes reading on pointless.
struct StopReading {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, CaseErrors& errors) : file_(file), errors_(errors) {}

  Tree take() { return Tree{std::move(root_), nodes_}; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) stop(mark, "second-document", "a second YAML document", "one document a file");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse(mark, anchor, "");
    complete(make(Node::Kind::nothing, mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    stop(mark, "alias", "an alias (*)", "the value itself: anchors and aliases are not part of the case format");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse(mark, anchor, tag);
    Node node = make(Node::Kind::scalar, mark);
    node.is_quoted = tag == "!";
    node.text = value;
    complete(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    enter(Node::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { leave(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    enter(Node::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { leave(); }

 private:
  struct Open {
    Node node;
    std::optional<Node> key;
  };

  Mark place(const YAML::Mark& mark) const { return Mark{file_, mark.line + 1, mark.column + 1}; }

  [[noreturn]] void stop(const YAML::Mark& mark, const char* code, const char* found, const char* expected) {
    errors_.add(place(mark), code, found, expected);
    throw StopReading{};
  }

  void refuse(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag) {
    if (anchor != 0) {
      errors_.add(place(mark), "anchor", "an anchor (&)", "the value alone: anchors are not part of the case format");
    }
    if (tag.size() > 1) {
      errors_.add(place(mark), "tag", "the tag " + in_quotes(tag),
                  "the value alone: tags are not part of the case format");
    }
  }

  Node make(Node::Kind kind, const YAML::Mark& mark) {
    ++nodes_;
    Node node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
  }

  void enter(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse(mark, anchor, tag);
    if (open_.size() >= deepest_case_level) {
      stop(mark, "too-deep", "more than 24 levels of lists and mappings", "a flatter case");
    }
    open_.push_back(Open{make(kind, mark), std::nullopt});
  }

  void leave() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    complete(std::move(node));
  }

  void complete(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_list()) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      if (!node.is_scalar()) {
        errors_.add(Mark{file_, node.line, node.column}, "bad-key", describe(node) + " as a key", "a word as a key");
      }
      parent.key = std::move(node);
    } else {
      add_entry(parent, std::move(node));
    }
  }

  void add_entry(Open& parent, Node value) {
    Node key = std::move(*parent.key);
    parent.key.reset();
    if (!key.is_scalar()) return;
    if (value.kind == Node::Kind::nothing) {
      // The parser places an empty value at whatever comes next.
      value.line = key.line;
      value.column = key.column;
    }
    const Node* earlier = parent.node.find(key.text);
    if (earlier != nullptr) {
      const std::string expected = "each key once: it stands in line " + std::to_string(earlier->line) + " already";
      errors_.add(Mark{file_, key.line, key.column}, "duplicate-key",
                  "the key " + in_quotes(key.text) + " a second time", expected);
      return;
    }
    parent.node.entries.push_back({std::move(key), std::move(value)});
  }

  const std::string& file_;
  CaseErrors& errors_;
  std::vector<Open> open_;
  Node root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

bool is_readable(std::string_view text, const std::string& file, CaseErrors& errors) {
  if (text.size() > largest_case_bytes) {
    errors.add(Mark{file, 1, 1}, "too-large", "a file of " + std::to_string(text.size()) + " bytes",
               "at most 262144 bytes");
    return false;
  }
  const std::size_t offset = first_unreadable_byte(text);
  if (offset == std::string_view::npos) return true;
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  const Mark mark{file, 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
                  1 + static_cast<int>(offset - start)};
  errors.add(mark, "not-text", "a byte that is not part of UTF-8 text", "UTF-8 without control characters");
  return false;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : entries) {
    if (name.text == key) return &value;
  }
  return nullptr;
}

bool Node::same_value(const Node& other) const {
  if (kind != other.kind || text != other.text) return false;
  const auto same_node = [](const Node& left, const Node& right) { return left.same_value(right); };
  const auto same_entry = [](const auto& left, const auto& right) {
    return left.first.same_value(right.first) && left.second.same_value(right.second);
  };
  return std::equal(items.begin(), items.end(), other.items.begin(), other.items.end(), same_node) &&
         std::equal(entries.begin(), entries.end(), other.entries.begin(), other.entries.end(), same_entry);
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::nothing:
      return "nothing";
    case Node::Kind::scalar:
      return in_quotes(node.text);
    case Node::Kind::list:
      return node.items.empty() ? "an empty list" : "a list";
    case Node::Kind::map:
      return node.entries.empty() ? "an empty mapping" : "a mapping";
  }
  return "nothing";
}

Tree parse_tree(std::string_view text, const std::string& file, CaseErrors& errors) {
  if (!is_readable(text, file, errors)) return {};
  TreeBuilder builder(file, errors);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const StopReading&) {
  } catch (const YAML::Exception& problem) {
    // yaml-cpp marks an error without a place with -1.
    const Mark mark{file, std::max(1, problem.mark.line + 1), std::max(1, problem.mark.column + 1)};
    errors.add(mark, "bad-yaml", "text that is not YAML (" + problem.msg + ")", "a YAML mapping");
  } catch (const std::exception& problem) {
    errors.add(Mark{file, 1, 1}, "bad-yaml", std::string("text that cannot be read (") + problem.what() + ")",
               "a YAML mapping");
  }
  return builder.take();
}

}  // namespace zassay
