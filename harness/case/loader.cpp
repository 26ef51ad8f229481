#include "case/loader.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "case/continuity.hpp"
#include "case/declarations.hpp"
#include "case/files.hpp"
#include "case/matrix.hpp"
#include "case/metadata.hpp"
#include "case/story.hpp"
#include "case/suggest.hpp"

namespace zassay {
namespace {

constexpr std::size_t most_errors = 100;  // of one file: enough to mend it, little enough to read

bool stands_before(const CaseError& left, const CaseError& right) {
  return std::tie(left.mark.line, left.mark.column) < std::tie(right.mark.line, right.mark.column);
}

/// Builds the cell of one point from the part that all cells share.
Case read_cell(const Node& root, const Case& shared, const Point& point, std::set<std::string>& used,
               CaseErrors& errors) {
  Case cell = shared;
  for (const auto& [name, value] : point) {
    cell.parameters.emplace_back(name, json_of(*value));
    if (name == "transport") cell.transport = value->text;
  }
  Values values(cell.file, point, used, errors);
  Names names;
  CellContext context{values, names, errors, cell};
  read_declarations(root, context);
  read_steps(root, context);
  read_expectations(root, context);
  // Names that could not be read would only bring errors about what follows from them.
  if (!errors.empty()) return cell;
  names.report_unused(errors);
  check_continuity(cell, errors);
  return cell;
}

/// Errors of many cells: each once, with the point of the first cell if others are free of it.
class CellErrors {
 public:
  void add(const std::vector<CaseError>& errors, const std::string& point) {
    ++cells_;
    for (const CaseError& error : errors) {
      auto found = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& seen) { return seen.error == error; });
      if (found == seen_.end()) {
        seen_.push_back(Seen{error, point, 0});
        found = seen_.end() - 1;
      }
      ++found->cells;
    }
  }

  std::size_t size() const { return seen_.size(); }

  void move_to(CaseErrors& errors) {
    for (Seen& seen : seen_) {
      if (seen.cells < cells_) seen.error.point = seen.point;
      errors.add(std::move(seen.error));
    }
  }

 private:
  struct Seen {
    CaseError error;
    std::string point;
    std::size_t cells;
  };
  std::vector<Seen> seen_;
  std::size_t cells_ = 0;
};

void read_cells(const Node& root, const Case& shared, const Matrix& matrix, CaseFile& file, CaseErrors& errors) {
  std::set<std::string> used{"transport"};
  CellErrors cell_errors;
  for (const Point& point : matrix.points()) {
    CaseErrors own;
    file.cells.push_back(read_cell(root, shared, point, used, own));
    cell_errors.add(own.list(), point_name(point));
    if (cell_errors.size() >= most_errors) break;
  }
  cell_errors.move_to(errors);
  if (!errors.empty()) return;
  for (const Matrix::Parameter& parameter : matrix.parameters()) {
    if (used.contains(parameter.name)) continue;
    errors.add(parameter.mark, "unused-parameter", "the parameter " + in_quotes(parameter.name) + " that nothing uses",
               "a '$" + parameter.name + "' somewhere, or no such parameter");
  }
}

std::vector<CaseError> sorted(const CaseErrors& errors) {
  std::vector<CaseError> list = errors.list();
  std::stable_sort(list.begin(), list.end(), stands_before);
  if (list.size() > most_errors) list.resize(most_errors);
  return list;
}

CaseError unreadable(const std::string& path, const Error& problem) {
  return CaseError{Mark{path, 1, 1}, problem.code, problem.sentence, "a case file", {}};
}

}  // namespace

LoadedCase load_text(std::string_view text, const std::string& file, const std::string& name,
                     const ClauseCatalogue& clauses) {
  CaseErrors errors;
  const Tree tree = parse_tree(text, file, errors);
  if (!tree.root.is_map() && errors.empty()) {
    const Mark mark{file, std::max(1, tree.root.line), std::max(1, tree.root.column)};
    errors.add(mark, "wrong-kind", describe(tree.root) + " as a case",
               "a mapping with 'title', 'clauses', 'steps' and 'expect'");
  }
  if (!tree.root.is_map()) return tl::unexpected(sorted(errors));
  CaseFile result{name, file, std::string(text), sha256_hex(text), {}};
  Case shared = read_metadata(tree.root, file, clauses, errors);
  shared.name = name;
  shared.file = file;
  const Matrix matrix(tree.root, file, errors);
  read_cells(tree.root, shared, matrix, result, errors);
  if (!errors.empty()) return tl::unexpected(sorted(errors));
  return result;
}

LoadedCase load_case(const std::string& path, const std::string& name, const ClauseCatalogue& clauses) {
  const Result<std::string> text = read_text_file(path, largest_case_bytes);
  if (!text) return tl::unexpected(std::vector<CaseError>{unreadable(path, text.error())});
  return load_text(*text, path, name, clauses);
}

CaseSet load_folder(const std::vector<std::string>& paths, const ClauseCatalogue& clauses) {
  CaseSet set;
  std::map<std::string, std::string> places;
  for (const std::string& path : paths) {
    const auto found = find_cases(path);
    if (!found) {
      set.errors.push_back(unreadable(path, found.error()));
      continue;
    }
    for (const CasePlace& place : *found) {
      const auto [known, is_new] = places.try_emplace(place.name, place.path);
      if (is_new || is_same_file(known->second, place.path)) continue;
      set.errors.push_back(CaseError{Mark{place.path, 1, 1},
                                     "duplicate-case",
                                     "a second case " + in_quotes(place.name),
                                     "another name: " + known->second + " has it",
                                     {}});
    }
  }
  for (const auto& [name, path] : places) {
    LoadedCase loaded = load_case(path, name, clauses);
    if (loaded) {
      set.files.push_back(std::move(*loaded));
    } else {
      set.errors.insert(set.errors.end(), loaded.error().begin(), loaded.error().end());
    }
  }
  return set;
}

CaseSet load_folder(const std::string& path, const ClauseCatalogue& clauses) {
  return load_folder(std::vector<std::string>{path}, clauses);
}

}  // namespace zassay
