#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "case/test_cases.hpp"
#include "case/tree.hpp"

namespace zassay {
namespace {

using namespace test_cases;

/// Whatever the text, there is a case or errors that say where.
void must_be_answered(const std::string& text) {
  const LoadedCase loaded = load_text(text, "case.yaml", "topic/case", catalogue());
  if (loaded) {
    RC_ASSERT(!loaded->cells.empty());
    return;
  }
  RC_ASSERT(!loaded.error().empty());
  for (const CaseError& error : loaded.error()) {
    RC_ASSERT(error.mark.file == "case.yaml" && error.mark.line >= 1 && error.mark.column >= 1);
    RC_ASSERT(!error.code.empty() && !error.found.empty() && !error.expected.empty());
  }
}

RC_GTEST_PROP(HostileCase, ArbitraryBytes, (const std::string& text)) { must_be_answered(text); }

RC_GTEST_PROP(HostileCase, SoupOfYaml, ()) {
  static const std::vector<std::string> pieces{
      "[",    "]",  "{", "}",     ": ",    "- ",   "\n", "  ", "x",    "\"",    "'",     "&a ",    "*a", "!t ", "|\n",
      ">-\n", "? ", "%", "---\n", "...\n", "<<: ", "#",  "$n", "null", "title", "steps", "matrix", ",",  "\t"};
  std::string text;
  for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)))
    text += piece;
  must_be_answered(text);
}

RC_GTEST_PROP(HostileCase, MutatedCases, ()) {
  std::string text = *rc::gen::element(small_case(), every_verb());
  static const std::vector<std::string> pieces{
      "",        "$n", "[",   "}",   "99999999999999999999", "-1", "null", "{}", "[]", "\n", ": ", "a",
      "steps: ", "*",  "&x ", "\xff"};
  const int changes = *rc::gen::inRange(1, 5);
  for (int i = 0; i < changes; ++i) {
    const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size());
    text.replace(at, *rc::gen::inRange<std::size_t>(0, 12), *rc::gen::elementOf(pieces));
  }
  must_be_answered(text);
}

/// Each value of the tree in turn is put aside for something of another kind.
Node* pick(Node& node, std::size_t& index) {
  if (index-- == 0) return &node;
  for (Node& item : node.items) {
    if (Node* found = pick(item, index)) return found;
  }
  for (auto& entry : node.entries) {
    if (Node* found = pick(entry.second, index)) return found;
  }
  return nullptr;
}

std::string written(const Node& node) {
  std::string text;
  if (node.is_list()) {
    for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + written(item);
    return "[" + text + "]";
  }
  if (node.is_map()) {
    for (const auto& [key, value] : node.entries)
      text += (text.empty() ? "" : ", ") + written(key) + ": " + written(value);
    return "{" + text + "}";
  }
  return node.kind == Node::Kind::nothing ? "null" : Json(node.text).dump();
}

TEST(HostileCase, AnyValueOfAnotherKindIsAnswered) {
  CaseErrors errors;
  std::string text =
      changed(every_verb(), "[inproc, ipc, tcp], n: [1, 2], call: [recv, poll], word: [\"a b\", {hex: \"00ff\"}]",
              "[tcp], n: [1], call: [recv], word: [\"a b\"]");
  text = changed(text, "except: [{transport: ipc, n: 2}]", "");
  const Tree tree = parse_tree(text, "case.yaml", errors);
  ASSERT_TRUE(errors.empty());
  const std::vector<std::string> others{"null", "[]", "{a: null}", "\"-1\"", "$n"};
  for (std::size_t index = 0; index < 1000; ++index) {
    for (const std::string& other : others) {
      Node root = tree.root;
      std::size_t left = index;
      Node* node = pick(root, left);
      if (node == nullptr) return;
      *node = Node{};
      node->kind = Node::Kind::scalar;
      node->text = "@@";
      const LoadedCase loaded =
          load_text(changed(written(root), "\"@@\"", other), "case.yaml", "topic/case", catalogue());
      if (loaded) continue;
      EXPECT_GE(loaded.error().at(0).mark.column, 1);
    }
  }
}

TEST(HostileCase, BombsAreRefusedQuickly) {
  EXPECT_EQ(errors_of(std::string(100000, '[')),
            "case.yaml:1:13: more than 24 levels of lists and mappings; expected a flatter case\n");
  EXPECT_EQ(errors_of(std::string(300000, 'a')),
            "case.yaml:1:1: a file of 300000 bytes; expected at most 262144 bytes\n");
  std::string bomb = "a: &a [x, x]\n";
  for (char name = 'b'; name < 'z'; ++name) {
    const char before = static_cast<char>(name - 1);
    bomb += std::string(1, name) + ": &" + name + " [*" + before + ", *" + before + "]\n";
  }
  EXPECT_NE(errors_of(bomb).find("case.yaml:2:8: an alias (*)"), std::string::npos) << errors_of(bomb);
  std::string matrix = "matrix: {transport: [tcp]";
  for (char name = 'a'; name < 'z'; ++name) matrix += std::string(", ") + name + ": [1, 2, 3, 4]";
  EXPECT_NE(errors_of(changed(small_case(), "matrix: {transport: [inproc, tcp]", matrix)).find("too many points"),
            std::string::npos);
}

}  // namespace
}  // namespace zassay
