#include "check/judgement.hpp"

#include <array>
#include <optional>
#include <utility>

namespace zassay {
namespace {

constexpr std::array<std::pair<Verdict, const char*>, 10> verdict_words = {{
    {Verdict::pass, "pass"},
    {Verdict::not_exercised, "not-exercised"},
    {Verdict::inconclusive, "inconclusive"},
    {Verdict::unsupported, "unsupported"},
    {Verdict::fail, "fail"},
    {Verdict::stuck, "stuck"},
    {Verdict::violation, "violation"},
    {Verdict::hang, "hang"},
    {Verdict::crash, "crash"},
    {Verdict::error, "error"},
}};

constexpr std::array<std::pair<Outcome, const char*>, 4> outcome_words = {{
    {Outcome::pass, "pass"},
    {Outcome::fail, "fail"},
    {Outcome::inconclusive, "inconclusive"},
    {Outcome::not_exercised, "not-exercised"},
}};

template <typename Table, typename Value>
std::string word_of(const Table& table, Value value) {
  for (const auto& [candidate, word] : table) {
    if (candidate == value) return word;
  }
  return "error";
}

template <typename Value, typename Table>
std::optional<Value> value_of(const Table& table, const std::string& word) {
  for (const auto& [value, candidate] : table) {
    if (candidate == word) return value;
  }
  return std::nullopt;
}

Json to_json(const Finding& finding) {
  return Json{{"check", finding.check},  {"subject", finding.subject}, {"outcome", to_string(finding.outcome)},
              {"level", finding.level},  {"line", finding.line},       {"sentence", finding.sentence},
              {"events", finding.events}};
}

Json to_json(const LedgerEntry& entry) {
  return Json{{"stream", entry.stream},       {"at", entry.at},
              {"cause", entry.cause},         {"certainty", entry.certainty},
              {"sequences", entry.sequences}, {"evidence", entry.evidence}};
}

/// The natural numbers of a list; nothing if the member is no such list.
template <typename Number>
std::optional<std::vector<Number>> numbers(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return std::nullopt;
  std::vector<Number> values;
  for (const Json& item : *found) {
    if (!item.is_number_unsigned()) return std::nullopt;
    values.push_back(item.get<Number>());
  }
  return values;
}

tl::unexpected<Error> bad(const char* what) {
  return failure("bad-judgement", std::string("a stored judgement has ") + what + "; judge the history again");
}

Result<Finding> finding_from_json(const Json& value) {
  if (!value.is_object()) return bad("a finding that is not an object");
  const auto outcome = value_of<Outcome>(outcome_words, string_member(value, "outcome"));
  auto events = numbers<std::size_t>(value, "events");
  if (!outcome || !events) return bad("a finding without outcome or events");
  Finding finding;
  finding.check = string_member(value, "check");
  finding.subject = string_member(value, "subject");
  finding.outcome = *outcome;
  finding.level = string_member(value, "level", "MUST");
  finding.line = static_cast<int>(integer_member(value, "line"));
  finding.sentence = string_member(value, "sentence");
  finding.events = std::move(*events);
  return finding;
}

Result<LedgerEntry> entry_from_json(const Json& value) {
  if (!value.is_object()) return bad("an entry of the ledger that is not an object");
  auto sequences = numbers<std::uint64_t>(value, "sequences");
  if (!sequences) return bad("an entry of the ledger without sequences");
  return LedgerEntry{string_member(value, "stream"),    string_member(value, "at"), string_member(value, "cause"),
                     string_member(value, "certainty"), std::move(*sequences),      string_member(value, "evidence")};
}

}  // namespace

std::string to_string(Verdict verdict) { return word_of(verdict_words, verdict); }

std::string to_string(Outcome outcome) { return word_of(outcome_words, outcome); }

Verdict verdict_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return Verdict::pass;
    case Outcome::fail:
      return Verdict::fail;
    case Outcome::inconclusive:
      return Verdict::inconclusive;
    case Outcome::not_exercised:
      return Verdict::not_exercised;
  }
  return Verdict::error;
}

Json to_json(const Judgement& judgement) {
  Json findings = Json::array();
  for (const Finding& finding : judgement.findings) findings.push_back(to_json(finding));
  Json ledger = Json::array();
  for (const LedgerEntry& entry : judgement.ledger) ledger.push_back(to_json(entry));
  return Json{{"verdict", to_string(judgement.verdict)},
              {"level", judgement.level},
              {"check", judgement.check},
              {"reason", judgement.reason},
              {"line", judgement.line},
              {"findings", std::move(findings)},
              {"ledger", std::move(ledger)},
              {"accepted", judgement.accepted},
              {"delivered", judgement.delivered}};
}

Result<Judgement> judgement_from_json(const Json& value) {
  if (!value.is_object()) return bad("no object");
  const auto verdict = value_of<Verdict>(verdict_words, string_member(value, "verdict"));
  if (!verdict) return bad("no known verdict");
  Judgement judgement;
  judgement.verdict = *verdict;
  judgement.level = string_member(value, "level", "MUST");
  judgement.check = string_member(value, "check");
  judgement.reason = string_member(value, "reason");
  judgement.line = static_cast<int>(integer_member(value, "line"));
  judgement.accepted = static_cast<std::uint64_t>(integer_member(value, "accepted"));
  judgement.delivered = static_cast<std::uint64_t>(integer_member(value, "delivered"));
  const auto findings = value.find("findings");
  const auto ledger = value.find("ledger");
  if (findings == value.end() || !findings->is_array() || ledger == value.end() || !ledger->is_array()) {
    return bad("no lists of findings and ledger");
  }
  for (const Json& item : *findings) {
    auto finding = finding_from_json(item);
    if (!finding) return tl::unexpected(finding.error());
    judgement.findings.push_back(std::move(*finding));
  }
  for (const Json& item : *ledger) {
    auto entry = entry_from_json(item);
    if (!entry) return tl::unexpected(entry.error());
    judgement.ledger.push_back(std::move(*entry));
  }
  return judgement;
}

}  // namespace zassay
