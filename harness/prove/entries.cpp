#include "prove/entries.hpp"

#include <algorithm>

#include "case/files.hpp"
#include "case/suggest.hpp"

namespace zassay {

EntryReader::EntryReader(const Node& node, const std::string& file, CaseErrors& errors)
    : node_(node), file_(file), errors_(errors) {
  if (!node.is_map()) errors_.add(Mark{file_, node.line, node.column}, "wrong-kind", describe(node), "a mapping");
}

const Node* EntryReader::find(const char* key) {
  known_.emplace_back(key);
  return node_.find(key);
}

const Node* EntryReader::required(const char* key) {
  const Node* const found = find(key);
  if (found == nullptr) refuse(key, "missing-key", "an entry without " + in_quotes(key), "that key");
  return found;
}

bool EntryReader::has(const char* key) { return find(key) != nullptr; }

void EntryReader::refuse(const char* key, std::string code, std::string found, std::string expected) {
  const Node* const node = node_.find(key);
  const Node& at = node != nullptr ? *node : node_;
  errors_.add(Mark{file_, at.line, at.column}, std::move(code), std::move(found), std::move(expected));
}

std::string EntryReader::text(const char* key, const std::vector<std::string>& choices) {
  const Node* const node = required(key);
  if (node == nullptr) return {};
  if (!node->is_scalar() || node->text.empty()) {
    refuse(key, "wrong-kind", describe(*node) + " for " + in_quotes(key), "a text");
    return {};
  }
  if (!choices.empty() && std::find(choices.begin(), choices.end(), node->text) == choices.end()) {
    refuse(key, "unknown-word", describe(*node) + " for " + in_quotes(key), one_of(node->text, choices));
  }
  return node->text;
}

std::string EntryReader::optional_text(const char* key) { return has(key) ? text(key) : std::string(); }

std::vector<std::string> EntryReader::texts_of(const Node& node, const char* key) {
  std::vector<std::string> texts;
  for (const Node& item : node.items) {
    if (item.is_scalar() && !item.text.empty()) texts.push_back(item.text);
  }
  if (texts.empty() || texts.size() != node.items.size()) {
    refuse(key, "wrong-kind", describe(node) + " in " + in_quotes(key), "a list of one text or more");
  }
  return texts;
}

std::vector<std::string> EntryReader::texts(const char* key) {
  const Node* const node = required(key);
  return node == nullptr ? std::vector<std::string>() : texts_of(*node, key);
}

std::vector<std::pair<std::string, std::vector<std::string>>> EntryReader::lists(const char* key) {
  std::vector<std::pair<std::string, std::vector<std::string>>> lists;
  const Node* const node = required(key);
  if (node == nullptr) return lists;
  for (const auto& [name, value] : node->entries) lists.emplace_back(name.text, texts_of(value, key));
  if (lists.empty()) refuse(key, "wrong-kind", describe(*node) + " for " + in_quotes(key), "a mapping of lists");
  return lists;
}

void EntryReader::end() {
  for (const auto& [key, value] : node_.entries) {
    if (std::find(known_.begin(), known_.end(), key.text) != known_.end()) continue;
    errors_.add(Mark{file_, key.line, key.column}, "unknown-key", "the unknown key " + in_quotes(key.text),
                one_of(key.text, known_));
  }
}

Result<void> read_entries(const std::string& path, const std::function<void(EntryReader&)>& read) {
  const auto text = read_text_file(path, largest_case_bytes);
  if (!text) return tl::unexpected(text.error());
  CaseErrors errors;
  const Tree tree = parse_tree(*text, path, errors);
  const bool is_empty = tree.root.kind == Node::Kind::nothing || (tree.root.is_list() && tree.root.items.empty());
  if (!tree.root.is_list() && !is_empty) {
    errors.add(Mark{path, tree.root.line, tree.root.column}, "wrong-kind", describe(tree.root), "a list of entries");
  }
  for (const Node& item : tree.root.items) {
    EntryReader entry(item, path, errors);
    if (!item.is_map()) continue;
    read(entry);
    entry.end();
  }
  if (!errors.empty()) return failure("bad-entries", lines_of(errors.list()));
  return {};
}

}  // namespace zassay
