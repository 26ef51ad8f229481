#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "check/checks.hpp"

/// Only for tests: the recorded histories in fixtures/, and what docs/verdicts.md says that each check may answer.
namespace zassay::test {

/// The histories of a folder of fixtures/, or of all of them, in a fixed order.
inline std::vector<std::filesystem::path> fixture_files(const std::string& folder = "") {
  std::vector<std::filesystem::path> files;
  const auto root = std::filesystem::path(SOURCE_DIRECTORY) / "harness/check/fixtures" / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The folder that a history stands in: the name of its check, "story" or "recorded".
inline std::string folder_of(const std::filesystem::path& file) { return file.parent_path().filename().string(); }

inline std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(" `"));
  text.erase(text.find_last_not_of(" `") + 1);
  return text;
}

inline std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(trimmed(part));
  return parts;
}

/// The rows of the first table behind a heading of docs/verdicts.md that begin with a name in backquotes, as cells.
inline std::vector<std::vector<std::string>> documented_rows(const std::string& heading) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(std::filesystem::path(SOURCE_DIRECTORY) / "docs/verdicts.md");
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) inside = line == heading;
    if (inside && line.starts_with("| `")) rows.push_back(split(line, '|'));
  }
  return rows;
}

/// The outcomes that the table "Checks" allows: a cell that begins with a dash allows none, and says why.
inline std::map<std::string, std::set<Outcome>> documented_outcomes() {
  std::map<std::string, std::set<Outcome>> allowed;
  for (const std::vector<std::string>& cells : documented_rows("## Checks")) {
    std::set<Outcome> of_check = {Outcome::pass, Outcome::fail};
    if (!cells.at(3).starts_with("–")) of_check.insert(Outcome::inconclusive);
    if (!cells.at(4).starts_with("–")) of_check.insert(Outcome::not_exercised);
    for (const std::string& name : split(cells.at(1), ',')) allowed[name] = of_check;
  }
  return allowed;
}

}  // namespace zassay::test
