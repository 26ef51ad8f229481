#pragma once

#include <string>
#include <vector>

#include "case/case.hpp"

namespace zassay {

/// One thing that is wrong with a case file. Values, free to copy between threads.
struct CaseError {
  Mark mark;
  std::string code;      ///< for programs: "unknown-key", "undefined-name", …
  std::string found;     ///< what stands there: "the unknown key 'szie' of 'push.send'"
  std::string expected;  ///< what would be right: "one of 'size', 'count'; did you mean 'size'?"
  std::string point;     ///< "transport=tcp,hwm=1" when only some cells of the file have the error, else empty

  /// "file:line:column: found …; expected …" and, where it matters, the cell.
  std::string sentence() const;

  bool operator==(const CaseError&) const = default;
};

/// Collects the errors of one reading. The same error is kept once.
class CaseErrors {
 public:
  void add(const Mark& mark, std::string code, std::string found, std::string expected);
  void add(CaseError error);
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  const std::vector<CaseError>& list() const { return list_; }

 private:
  std::vector<CaseError> list_;
};

/// The sentences of the errors, one a line.
std::string lines_of(const std::vector<CaseError>& errors);

}  // namespace zassay
