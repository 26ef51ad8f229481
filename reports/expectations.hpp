#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reports/results.hpp"

namespace zassay {

/// One known deviation (docs/verdicts.md, "Expectations").
struct KnownDeviation {
  std::string cells;  ///< a glob: "*" is any run of characters, "?" is any one; against the cell's or the case's name
  std::string versions;  ///< ">=4.3.0 <4.4"; empty: all
  std::string check;     ///< the failing check, or a verdict or code of a breakage
  std::string says;      ///< a glob that what it says must match, from its beginning to its end; empty: anything
  std::string reason;    ///< empty: the entry does not count
  std::string link;
  int line = 0;  ///< of the entry in its file
};

/// The expectations of one implementation: the content of expectations/<implementation>.yaml.
struct ExpectationFile {
  std::string implementation;  ///< "libzmq"
  std::string path;
  std::vector<KnownDeviation> entries;
};

/// Reads one file, strictly: unknown or duplicate keys, wrong kinds, bad version ranges and empty globs are errors with
/// the code "bad-expectations" and a sentence that begins with file:line:column. A missing file is "unreadable".
Result<ExpectationFile> load_expectations(const std::filesystem::path& path);

/// All *.yaml of a folder, by name; none if the folder does not exist.
Result<std::vector<ExpectationFile>> load_expectation_folder(const std::filesystem::path& folder);

enum class Chosen {
  whole_set,  ///< every case was planned and told: an entry that matches nothing, or only what passes, is stale
  a_part,     ///< what an entry is needed for may be elsewhere: none is stale
};

/// Sets expected_reason of one cell, or removes it: for telling of a cell as soon as it ended.
void explain_cell(const std::vector<ExpectationFile>& files, CellResult& cell);

/// Sets expected_reason of each cell whose every failure a matching entry with a reason names, and adds a sentence to
/// stale_expectations for each entry of a planned implementation and version that matches no planned cell, or whose
/// cells passed, or that has no reason. A run that stopped early makes no entry stale. What was set before is replaced.
void apply_expectations(const std::vector<ExpectationFile>& files, Chosen chosen, RunResult& run);

/// A draft for expectations/<implementation>.yaml: an entry, its reason empty, for each case and check that failed
/// there and is not expected yet. Empty if there is none. `implementation` has no version.
std::string draft_expectations(const RunResult& run, const std::string& implementation);

/// Whether the whole name matches the glob. Linear in practice, never exponential.
bool matches_glob(std::string_view glob, std::string_view name);

/// Whether a version lies in a range: comparisons with <, <=, >, >=, = (or none) that must all hold, separated by
/// spaces. Versions compare number by number, a missing one is 0 and what is no digit ends a number ("4.3.6-dev"
/// is 4.3.6). The code "bad-range" if it is not such a range.
Result<bool> is_in_range(std::string_view version, std::string_view range);

}  // namespace zassay
