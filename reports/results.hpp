#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/judgement.hpp"
#include "reports/proof.hpp"

namespace zassay {

/// One implementation that took part, with the proof of what it was.
struct ImplementationInfo {
  std::string label;         ///< "libzmq@4.3.4"
  std::string adapter;       ///< the command line
  std::string library_path;  ///< empty if the adapter does not say
  std::string library_sha256;
};

struct CellResult {
  std::string case_name;
  std::string file;  ///< of the case, relative to the folder of the run
  std::string title;
  std::string cell;  ///< "hwm/push-blocks[transport=tcp,hwm=10]", with " a=libzmq@4.3.4 b=pyzmq@27" when sides differ
  std::vector<std::pair<std::string, Json>> parameters;
  std::map<std::string, std::string> sides;  ///< side → implementation label
  std::vector<std::string> tags;
  std::vector<std::string> clauses;
  Judgement judgement;
  std::string code;            ///< of a breakage: "crash", "garbage", …
  std::string standard_error;  ///< the adapter's, when the cell is not green
  double wall_ms = 0;
  std::string history;                         ///< path relative to the output folder
  std::string repeat_command;                  ///< runs just this cell again
  std::optional<std::string> expected_reason;  ///< set when a known deviation explains it
};

struct ClauseInfo {
  std::string id, source, section, level, text;
  std::string cover{};  ///< "proven", "no evidence", "named only" or "open" (reports/coverage.hpp); empty: not known
  std::string covered_by{};  ///< by what, in a line
};

/// One run: what ran, against what, where, and what came out.
struct RunResult {
  std::string zassay_version;
  std::string command;
  std::uint64_t seed = 0;
  std::string started;  ///< ISO 8601, UTC
  double wall_ms = 0;
  int jobs = 1;
  bool complete = false;  ///< false while running and after an abort
  std::string case_set_sha256;
  Json machine = Json::object();  ///< kernel, processors, memory, limits
  std::vector<ImplementationInfo> implementations;
  std::vector<CellResult> cells;  ///< in planned order
  std::size_t planned = 0;
  std::map<std::string, ClauseInfo>
      clauses;  ///< those that the cases name; of the whole set all of messaging semantics
  std::vector<std::string> stale_expectations;  ///< one sentence each
  std::vector<std::string> errors;              ///< harness errors, one sentence each
  Proof proof;                                  ///< of the cases as they ran, for the page; not a part of results.json
};

}  // namespace zassay
