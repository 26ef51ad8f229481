#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace zassay {

enum class Outcome { pass, fail, inconclusive, not_exercised };

/// What one check says of one history.
struct Finding {
  std::string check;    ///< "exact"
  std::string subject;  ///< what it was about: "stream s at pull"
  Outcome outcome = Outcome::not_exercised;
  std::string level = "MUST";       ///< MUST, SHOULD or INFO
  int line = 0;                     ///< of the expectation in the case file; 0 for implicit checks
  std::string sentence;             ///< what was found, for people; names sequence numbers and sockets
  std::vector<std::size_t> events;  ///< indices of the events that show it (0 is the first event after the header)
};

/// Messages of one stream that did not arrive at one receiver, for one cause.
struct LedgerEntry {
  std::string stream;
  std::string at;
  std::string cause;      ///< docs/verdicts.md, "The ledger"
  std::string certainty;  ///< "certain" or "likely"
  std::vector<std::uint64_t> sequences;
  std::string evidence;  ///< one sentence: which events show the cause
};

enum class Verdict { pass, not_exercised, inconclusive, unsupported, fail, stuck, violation, hang, crash, error };

/// The words of docs/verdicts.md: "pass", "not-exercised", …
std::string to_string(Verdict verdict);
std::string to_string(Outcome outcome);

/// The verdict of a cell of which this were all that is known. Verdicts are ordered by gravity, and so outcomes are
/// too.
Verdict verdict_of(Outcome outcome);

/// What is said of one cell.
struct Judgement {
  Verdict verdict = Verdict::error;
  std::string level = "MUST";  ///< the weightiest level among what is not green
  std::string check;           ///< the check, or the code of a breakage, that decided; empty on pass
  std::string reason;          ///< one sentence; empty on pass
  int line = 0;                ///< the line of the case file it points at; 0 if none
  std::vector<Finding> findings;
  std::vector<LedgerEntry> ledger;
  std::uint64_t accepted = 0;  ///< stamped messages
  std::uint64_t delivered = 0;
};

Json to_json(const Judgement& judgement);
Result<Judgement> judgement_from_json(const Json& value);

}  // namespace zassay
