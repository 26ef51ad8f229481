#include "case/metadata.hpp"

#include <algorithm>

#include "case/suggest.hpp"
#include "case/words.hpp"

namespace zassay {
namespace {

constexpr std::size_t longest_title = 200;

class Metadata {
 public:
  Metadata(const Node& root, const std::string& file, CaseErrors& errors) : root_(root), file_(file), errors_(errors) {}

  void fail(const Node& at, const char* code, std::string found, std::string expected) {
    errors_.add(Mark{file_, at.line, at.column}, code, std::move(found), std::move(expected));
  }

  void check_keys() {
    std::vector<std::string> known;
    for (const CaseKey& key : case_keys()) {
      known.emplace_back(key.name);
      if (key.is_required && root_.find(key.name) == nullptr) {
        fail(root_, "missing-key", "a case without " + in_quotes(key.name), in_quotes(key.name) + ": " + key.about);
      }
    }
    for (const auto& [key, value] : root_.entries) {
      if (std::find(known.begin(), known.end(), key.text) != known.end()) continue;
      fail(key, "unknown-key", "the unknown key " + in_quotes(key.text) + " of a case", one_of(key.text, known));
    }
  }

  std::string text(const char* key) {
    const Node* node = root_.find(key);
    if (node == nullptr) return {};
    if (node->is_scalar() && !node->text.empty()) return node->text;
    fail(*node, "wrong-kind", describe(*node) + " for " + in_quotes(key), "a text");
    return {};
  }

  /// The words of a list, each once; `choices` may be empty.
  std::vector<std::string> words(const char* key, const std::vector<std::string>& choices) {
    std::vector<std::string> list;
    const Node* node = root_.find(key);
    if (node == nullptr) return list;
    if (!node->is_list()) fail(*node, "wrong-kind", describe(*node) + " for " + in_quotes(key), "a list of words");
    for (const Node& item : node->items) {
      const bool is_word = item.is_scalar() && is_word_text(item.text);
      if (!is_word) {
        fail(item, "wrong-kind", describe(item) + " in " + in_quotes(key),
             "a word of letters, digits, '-', '_' and '.'");
      } else if (std::find(list.begin(), list.end(), item.text) != list.end()) {
        fail(item, "duplicate-value", describe(item) + " a second time", "each word once");
      } else if (!choices.empty() && std::find(choices.begin(), choices.end(), item.text) == choices.end()) {
        fail(item, "unknown-word", describe(item) + " in " + in_quotes(key), one_of(item.text, choices));
      } else {
        list.push_back(item.text);
      }
    }
    return list;
  }

  Level level() {
    const Node* node = root_.find("level");
    if (node == nullptr || node->text == "MUST") return Level::must;
    if (node->text == "SHOULD") return Level::should;
    if (node->text == "INFO") return Level::info;
    fail(*node, "unknown-word", describe(*node) + " for 'level'", one_of(node->text, words::levels()));
    return Level::must;
  }

  void check_clauses(const std::vector<std::string>& ids, const ClauseCatalogue& clauses) {
    const Node* list = root_.find("clauses");
    if (list == nullptr) return;
    if (list->is_list() && list->items.empty())
      fail(*list, "wrong-kind", "an empty list for 'clauses'", "at least one clause");
    for (const Node& item : list->items) {
      if (std::find(ids.begin(), ids.end(), item.text) == ids.end() || clauses.find(item.text) != nullptr) continue;
      const std::string meant = clauses.nearest_to(item.text);
      fail(item, "unknown-clause", "the unknown clause " + in_quotes(item.text),
           "an id of clauses.yaml" + (meant.empty() ? "" : "; did you mean " + in_quotes(meant) + "?"));
    }
  }

 private:
  static bool is_word_text(const std::string& word) {
    const auto is_fit = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
             c == '.';
    };
    return !word.empty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), is_fit);
  }

  const Node& root_;
  const std::string& file_;
  CaseErrors& errors_;
};

}  // namespace

const std::vector<CaseKey>& case_keys() {
  static const std::vector<CaseKey> keys{
      {"title", "one sentence that can be true or false", true},
      {"clauses", "ids of clauses.yaml that the case is about", true},
      {"level", "what a failure means for the run: MUST (default), SHOULD or INFO", false},
      {"tags", "words for --tag", false},
      {"needs", "adapter capabilities beyond those that sockets and verbs imply", false},
      {"matrix", "parameters and their values; 'transport' takes inproc, ipc, tcp", false},
      {"except", "partial points of the matrix that are left out", false},
      {"contexts", "context options by side", false},
      {"sockets", "the sockets of the case by name", false},
      {"peers", "sides that the harness plays in raw ZMTP", false},
      {"actors", "threads that own several sockets", false},
      {"messages", "message objects by name", false},
      {"pipes", "operating-system pipes by name", false},
      {"steps", "the story, top to bottom", true},
      {"expect", "what must be true of the history", true},
      {"mutants", "seeded defects that this case must notice", false},
      {"why", "free text: the story behind, an issue it comes from", false},
  };
  return keys;
}

Case read_metadata(const Node& root, const std::string& file, const ClauseCatalogue& clauses, CaseErrors& errors) {
  Metadata metadata(root, file, errors);
  metadata.check_keys();
  Case cell;
  cell.title = metadata.text("title");
  if (cell.title.size() > longest_title || cell.title.find('\n') != std::string::npos) {
    metadata.fail(*root.find("title"), "wrong-kind",
                  "a title of several lines or " + std::to_string(cell.title.size()) + " bytes",
                  "one sentence of at most 200 bytes");
  }
  cell.why = metadata.text("why");
  cell.clauses = metadata.words("clauses", {});
  metadata.check_clauses(cell.clauses, clauses);
  cell.level = metadata.level();
  cell.tags = metadata.words("tags", {});
  cell.needs = metadata.words("needs", words::capabilities());
  cell.mutants = metadata.words("mutants", {});
  return cell;
}

}  // namespace zassay
