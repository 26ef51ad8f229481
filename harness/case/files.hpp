#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace zassay {

/// The whole file, at most `limit` + 1 bytes of it. The code "unreadable" names the path and the reason.
Result<std::string> read_text_file(const std::string& path, std::size_t limit);

/// A case file, and the name that its place gives to its case.
struct CasePlace {
  std::string path;
  std::string name;

  bool operator==(const CasePlace&) const = default;
};

/// The case files of a folder and those below, or the file itself, sorted by name. "clauses.yaml" is none, nor what
/// does not end with ".yaml". A name is the path below the last folder called "scenarios", or below the given folder,
/// or, of a file elsewhere, its own name. The code "unreadable" if the path is neither file nor folder.
Result<std::vector<CasePlace>> find_cases(const std::string& path);

/// Whether two paths lead to one file.
bool is_same_file(const std::string& left, const std::string& right);

}  // namespace zassay
