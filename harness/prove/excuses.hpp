#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace zassay {

/// A reason why something need not be proven: a mutant that no case notices (`mutant`), a check of a case that no
/// mutant turns red (`case` and `check`; every check of that name in the case), or a mutant that one case names and
/// does not notice (`case` and `mutant`).
struct Excuse {
  std::string case_name;
  std::string check;
  std::string mutant;
  std::string reason;
  int line = 0;
  bool was_needed = false;
};

/// The reasons of mutants/excuses.yaml, and which of them were asked for. For one thread.
class Excuses {
 public:
  /// Reads the file, strictly. Errors as read_entries; none at all if there is no such file.
  static Result<Excuses> load(const std::string& path);

  // The reason, which then was needed; empty if there is none.
  std::string of_mutant(const std::string& mutant) { return find("", "", mutant); }
  std::string of_check(const std::string& case_name, const std::string& check) { return find(case_name, check, ""); }
  std::string of_miss(const std::string& case_name, const std::string& mutant) { return find(case_name, "", mutant); }

  /// The cases and checks that have an excuse.
  std::set<std::pair<std::string, std::string>> of_checks() const;

  /// One sentence for each that nobody needed: what it speaks of is proven, or is not there.
  std::vector<std::string> unneeded() const;

 private:
  std::string find(const std::string& case_name, const std::string& check, const std::string& mutant);

  std::string path_;
  std::vector<Excuse> list_;
};

}  // namespace zassay
