#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "case/case.hpp"
#include "run/implementation.hpp"

namespace zassay {

/// Which cells to run. Empty lists choose everything; the kinds of choice narrow each other down.
struct Selection {
  std::vector<std::string> filters{};  ///< globs over cell names (* ? and [abc]); a case's name alone matches its cells
  std::vector<std::string> tags{};
  std::vector<std::string> clauses{};
  std::vector<std::string> cells{};  ///< exact names
  bool pairs = false;                ///< every ordered pair of implementations on cases with two sides or more
  int repeat = 1;
};

/// One run of one cell: the case with its parameters, and who plays which side.
struct PlannedCell {
  const Case* spec = nullptr;
  std::string name;  ///< the cell's name, with the implementations of its sides when they differ
  std::map<std::string, const Implementation*> sides;
  int round = 1;  ///< of --repeat
};

/// All cells that the selection chooses, in order: by case, by point of the matrix, by implementation, by round.
std::vector<PlannedCell> make_plan(const std::vector<CaseFile>& cases,
                                   const std::vector<Implementation>& implementations, const Selection& selection);

/// Whether a glob matches the whole text, or the part of it before the first "[". Square brackets of a cell's name
/// match themselves; in a glob without "=" behind a bracket they may also be a class of characters.
bool glob_matches(const std::string& glob, const std::string& cell);

/// The sides that the case's sockets name, in order.
std::vector<std::string> side_names(const Case& cell);

}  // namespace zassay
