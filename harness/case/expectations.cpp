#include "case/story.hpp"
#include "case/suggest.hpp"

namespace zassay {
namespace {

Level level_of(const std::string& word) {
  return word == "SHOULD" ? Level::should : word == "INFO" ? Level::info : Level::must;
}

void read_check(const Node& key, const Node* value, CellContext& context) {
  Values& values = context.values;
  const Shape* shape = find_check(key.text);
  if (shape == nullptr) {
    values.fail(key, "unknown-check", "the unknown expectation " + in_quotes(key.text),
                one_of(key.text, shape_names(checks())));
    return;
  }
  Expectation expectation;
  expectation.mark = values.mark(key);
  expectation.check = shape->name;
  expectation.level = context.cell.level;
  static const Node empty = [] {
    Node node;
    node.kind = Node::Kind::map;
    return node;
  }();
  Node absent = empty;
  absent.line = key.line;
  absent.column = key.column;
  const Node& read_from = value != nullptr ? *value : absent;
  Arguments arguments(context);
  expectation.arguments = arguments.read(*shape, read_from, shape->name, false, "level");
  const Node* map = values.resolve(read_from);
  const Node* level = map != nullptr ? map->find("level") : nullptr;
  if (level != nullptr) expectation.level = level_of(arguments.word(*level, words::levels()).value_or("MUST"));
  const Json& read = expectation.arguments;
  if (read.contains("at_least") && read.contains("at_most") && read["at_least"] > read["at_most"]) {
    values.fail(key, "out-of-range", "an 'at_least' above 'at_most'", "a range that something is in");
  }
  context.cell.expect.push_back(std::move(expectation));
}

}  // namespace

void read_expectations(const Node& root, CellContext& context) {
  const Node* list = root.find("expect");
  if (list == nullptr) return;
  if (!list->is_list() || list->items.empty()) {
    context.values.fail(*list, "wrong-kind", describe(*list) + " for 'expect'", "a list of expectations");
    return;
  }
  for (const Node& item : list->items) {
    if (item.is_scalar()) {
      read_check(item, nullptr, context);
    } else if (item.is_map() && item.entries.size() == 1) {
      read_check(item.entries.front().first, &item.entries.front().second, context);
    } else {
      context.values.fail(item, "wrong-kind", describe(item) + " as an expectation",
                          "a name, or 'name: subject', or 'name: {…}'");
    }
  }
}

}  // namespace zassay
