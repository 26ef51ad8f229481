#include "run/plan.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <set>

namespace zassay {
namespace {

bool shares_one(const std::vector<std::string>& wanted, const std::vector<std::string>& given) {
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&given](const std::string& word) {
           return std::find(given.begin(), given.end(), word) != given.end();
         });
}

bool is_chosen(const Selection& selection, const Case& spec, const std::string& name) {
  if (!shares_one(selection.tags, spec.tags) || !shares_one(selection.clauses, spec.clauses)) return false;
  if (!selection.cells.empty() &&
      std::find(selection.cells.begin(), selection.cells.end(), name) == selection.cells.end()) {
    return false;
  }
  return selection.filters.empty() ||
         std::any_of(selection.filters.begin(), selection.filters.end(),
                     [&name](const std::string& filter) { return glob_matches(filter, name); });
}

using Cast = std::map<std::string, const Implementation*>;

/// Who plays the sides: each implementation alone, and with `pairs` every two of them, the first as side a and the
/// second as all others.
std::vector<Cast> casts(const std::vector<std::string>& sides, const std::vector<Implementation>& implementations,
                        bool pairs) {
  std::vector<Cast> all;
  for (const Implementation& first : implementations) {
    for (const Implementation& second : implementations) {
      if (&first != &second && (!pairs || sides.size() < 2)) continue;
      Cast cast;
      for (std::size_t i = 0; i < sides.size(); ++i) cast[sides[i]] = i == 0 ? &first : &second;
      all.push_back(std::move(cast));
    }
  }
  return all;
}

std::string name_with_cast(const std::string& cell, const Cast& cast, bool several) {
  if (!several) return cell;
  std::set<std::string> labels;
  std::string sides;
  for (const auto& [side, implementation] : cast) {
    labels.insert(implementation->label);
    sides += " " + side + "=" + implementation->label;
  }
  return labels.size() == 1 ? cell + " " + *labels.begin() : cell + sides;
}

}  // namespace

std::vector<std::string> side_names(const Case& cell) {
  std::vector<std::string> names;
  for (const SocketSpec& socket : cell.sockets) {
    if (std::find(names.begin(), names.end(), socket.side) == names.end()) names.push_back(socket.side);
  }
  if (names.empty()) names.push_back("a");
  std::sort(names.begin(), names.end());
  return names;
}

bool glob_matches(const std::string& glob, const std::string& cell) {
  if (glob == cell) return true;
  const std::string case_name = cell.substr(0, cell.find('['));
  const std::size_t bracket = glob.find('[');
  const bool names_parameters = bracket != std::string::npos && glob.find('=', bracket) != std::string::npos;
  if (!names_parameters && ::fnmatch(glob.c_str(), case_name.c_str(), 0) == 0) return true;
  if (!names_parameters && ::fnmatch(glob.c_str(), cell.c_str(), 0) == 0) return true;
  // In "hwm/*[transport=tcp*" the bracket stands for itself: a character class would never match a cell's name.
  std::string literal;
  for (const char letter : glob) {
    if (letter == '[' || letter == ']') literal += '\\';
    literal += letter;
  }
  return ::fnmatch(literal.c_str(), cell.c_str(), 0) == 0;
}

std::vector<PlannedCell> make_plan(const std::vector<CaseFile>& cases,
                                   const std::vector<Implementation>& implementations, const Selection& selection) {
  std::vector<PlannedCell> plan;
  for (const CaseFile& file : cases) {
    for (const Case& spec : file.cells) {
      for (const Cast& cast : casts(side_names(spec), implementations, selection.pairs)) {
        const std::string name = name_with_cast(cell_name(spec), cast, implementations.size() > 1);
        if (!is_chosen(selection, spec, name)) continue;
        for (int round = 1; round <= selection.repeat; ++round) plan.push_back({&spec, name, cast, round});
      }
    }
  }
  return plan;
}

}  // namespace zassay
