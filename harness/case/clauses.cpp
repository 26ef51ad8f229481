#include "case/clauses.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "case/files.hpp"
#include "case/suggest.hpp"
#include "case/utf8.hpp"

namespace zassay {
namespace {

constexpr std::size_t largest_file = std::size_t{4} << 20;
constexpr std::array<std::pair<std::string_view, std::string Clause::*>, 7> keys{{{"source", &Clause::source},
                                                                                  {"section", &Clause::section},
                                                                                  {"level", &Clause::level},
                                                                                  {"scope", &Clause::scope},
                                                                                  {"text", &Clause::text},
                                                                                  {"no_evidence", &Clause::no_evidence},
                                                                                  {"libzmq", &Clause::libzmq}}};
constexpr std::array<std::string_view, 4> known_scopes{"", "wire", "security", "draft"};
constexpr std::array<std::string_view, 6> known_levels{"MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "DOC"};

std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return std::nullopt;
    if (text[i] == '\\' && (++i == text.size() || (text[i] != '"' && text[i] != '\\'))) return std::nullopt;
    result += text[i];
  }
  return result;
}

class CatalogueReader {
 public:
  explicit CatalogueReader(const std::string& file) : file_(file) {}

  Result<ClauseCatalogue> read(std::string_view text) {
    while (!text.empty() && problem_.sentence.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      read_line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    finish_entry();
    if (!problem_.sentence.empty()) return tl::unexpected<Error>(problem_);
    return ClauseCatalogue(std::move(clauses_));
  }

 private:
  void fail(const std::string& what) {
    if (!problem_.sentence.empty()) return;
    problem_ = Error{"bad-clauses", file_ + ":" + std::to_string(line_) + ": " + what};
  }

  void read_line(std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    if (line.starts_with("- id: ")) {
      finish_entry();
      start_entry(std::string(line.substr(6)));
    } else if (line.starts_with("  ") && !clauses_.empty()) {
      read_key(line.substr(2));
    } else {
      fail("found " + in_quotes(line) + "; expected '- id: …' or a key indented by two spaces");
    }
  }

  void start_entry(std::string id) {
    const auto is_fit = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    if (id.empty() || !std::all_of(id.begin(), id.end(), is_fit))
      fail("found the id " + in_quotes(id) + "; expected capitals, digits and '-'");
    if (!ids_.insert(id).second) fail("found the id " + in_quotes(id) + " a second time; expected each id once");
    clauses_.push_back(Clause{std::move(id), {}, {}, {}, {}});
  }

  void read_key(std::string_view line) {
    const std::size_t colon = line.find(": ");
    const std::string_view name = line.substr(0, std::min(colon, line.size()));
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&](const auto& candidate) { return candidate.first == name; });
    if (colon == std::string_view::npos || key == keys.end()) {
      return fail("found " + in_quotes(line) +
                  "; expected source, section, level, scope, text, no_evidence or libzmq, ': ' and a text");
    }
    const std::optional<std::string> value = unquoted(line.substr(colon + 2));
    if (!value) return fail("found the value of " + in_quotes(name) + "; expected a text in double quotes on one line");
    std::string& member = clauses_.back().*(key->second);
    if (!member.empty()) return fail("found " + in_quotes(name) + " a second time; expected each key once");
    member = *value;
  }

  void finish_entry() {
    if (clauses_.empty()) return;
    const Clause& clause = clauses_.back();
    if (clause.source.empty() || clause.section.empty() || clause.text.empty()) {
      fail("the clause " + in_quotes(clause.id) + " above lacks source, section or text; add it");
    }
    if (std::find(known_scopes.begin(), known_scopes.end(), clause.scope) == known_scopes.end()) {
      fail("the clause " + in_quotes(clause.id) + " above has the scope " + in_quotes(clause.scope) +
           "; expected wire, security, draft, or no scope for messaging semantics");
    }
    if (std::find(known_levels.begin(), known_levels.end(), clause.level) == known_levels.end()) {
      fail("the clause " + in_quotes(clause.id) + " above has the level " + in_quotes(clause.level) +
           "; expected MUST, MUST NOT, SHOULD, SHOULD NOT, MAY or DOC");
    }
  }

  std::string file_;
  int line_ = 0;
  std::vector<Clause> clauses_;
  std::set<std::string> ids_;
  Error problem_;
};

}  // namespace

ClauseCatalogue::ClauseCatalogue(std::vector<Clause> clauses) : clauses_(std::move(clauses)) {
  for (std::size_t i = 0; i < clauses_.size(); ++i) index_.emplace(clauses_[i].id, i);
}

const Clause* ClauseCatalogue::find(const std::string& id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &clauses_[found->second];
}

std::string ClauseCatalogue::nearest_to(const std::string& id) const {
  std::vector<std::string> ids;
  for (const Clause& clause : clauses_) ids.push_back(clause.id);
  return nearest(id, ids);
}

Result<ClauseCatalogue> clauses_of_text(std::string_view text, const std::string& file) {
  const std::size_t offset = first_unreadable_byte(text);
  if (offset != std::string_view::npos) {
    return failure("bad-clauses",
                   file + ": byte " + std::to_string(offset) + " is not part of UTF-8 text; write it anew");
  }
  return CatalogueReader(file).read(text);
}

Result<ClauseCatalogue> load_clauses(const std::string& path) {
  const Result<std::string> text = read_text_file(path, largest_file);
  if (!text) return tl::unexpected<Error>(text.error());
  return clauses_of_text(*text, path);
}

}  // namespace zassay
