#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"

namespace zassay {

/// One normative sentence of an RFC or a manual page.
struct Clause {
  std::string id;      ///< "PIPELINE-PUSH-07"
  std::string source;  ///< "RFC 30", "zmq_send(3)"
  std::string section;
  std::string level;  ///< MUST, MUST NOT, SHOULD, SHOULD NOT, MAY, or DOC for documented behaviour of the API
  std::string text;
  std::string scope{};        ///< "wire", "security" or "draft"; empty: messaging semantics
  std::string no_evidence{};  ///< why nothing can show that a case would notice it broken; may be empty
  std::string libzmq{};       ///< what is known of libzmq here; may be empty
};

/// The clauses of scenarios/clauses.yaml, in the order of the file. Immutable after loading: any thread may read it.
class ClauseCatalogue {
 public:
  ClauseCatalogue() = default;
  explicit ClauseCatalogue(std::vector<Clause> clauses);

  const std::vector<Clause>& all() const { return clauses_; }
  const Clause* find(const std::string& id) const;

  /// The id nearest to a misspelled one, or empty.
  std::string nearest_to(const std::string& id) const;

 private:
  std::vector<Clause> clauses_;
  std::unordered_map<std::string, std::size_t> index_;
};

/// Reads the catalogue. The file is YAML in one fixed spelling, which makes it fast to read:
///
///   file  = { comment | blank | entry }
///   entry = "- id: " WORD { "  " KEY ": " VALUE }      ; one line each
///   KEY   = "source" | "section" | "level" | "scope" | "text" | "no_evidence" | "libzmq"
///   VALUE = a text in double quotes, where \" and \\ are escapes
///
/// An Error with the code "unreadable" or "bad-clauses" names file and line.
Result<ClauseCatalogue> load_clauses(const std::string& path);
Result<ClauseCatalogue> clauses_of_text(std::string_view text, const std::string& file);

}  // namespace zassay
