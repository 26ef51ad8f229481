#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "case/tree.hpp"

namespace zassay {

/// Reads one mapping of a list file of this folder, strictly: every key that is not asked for is an error.
class EntryReader {
 public:
  EntryReader(const Node& node, const std::string& file, CaseErrors& errors);

  int line() const { return node_.line; }
  bool has(const char* key);
  /// A text that is not empty; `choices` may be empty, for any.
  std::string text(const char* key, const std::vector<std::string>& choices = {});
  std::string optional_text(const char* key);
  /// A list of at least one text.
  std::vector<std::string> texts(const char* key);
  /// A mapping of at least one key, each with such a list.
  std::vector<std::pair<std::string, std::vector<std::string>>> lists(const char* key);

  void refuse(const char* key, std::string code, std::string found, std::string expected);
  /// Says which keys nobody asked for.
  void end();

 private:
  const Node* find(const char* key);
  const Node* required(const char* key);
  std::vector<std::string> texts_of(const Node& node, const char* key);

  const Node& node_;
  const std::string& file_;
  CaseErrors& errors_;
  std::vector<std::string> known_;
};

/// Reads a file that is a YAML list of mappings. The code "bad-entries"; the sentence names all that is wrong, each
/// with file, line and column. A missing file is "unreadable".
Result<void> read_entries(const std::string& path, const std::function<void(EntryReader&)>& read);

}  // namespace zassay
