#include <cstdio>

#include "check/judge.hpp"
#include "cli/commands.hpp"
#include "history/history.hpp"

namespace zassay {
namespace {

const char* mark_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass          ";
    case Outcome::fail:
      return "FAIL          ";
    case Outcome::inconclusive:
      return "inconclusive  ";
    default:
      return "not exercised ";
  }
}

void print(const History& history, const Judgement& judgement) {
  std::printf("%s\n%s\n", history.header.cell.c_str(), history.header.title.c_str());
  std::printf("verdict: %s%s%s\n", to_string(judgement.verdict).c_str(), judgement.reason.empty() ? "" : ": ",
              judgement.reason.c_str());
  for (const Finding& finding : judgement.findings) {
    std::printf("  %s%s %s: %s\n", mark_of(finding.outcome), finding.check.c_str(), finding.subject.c_str(),
                finding.sentence.c_str());
  }
  for (const LedgerEntry& entry : judgement.ledger) {
    std::printf("  lost          %zu of %s at %s: %s (%s): %s\n", entry.sequences.size(), entry.stream.c_str(),
                entry.at.c_str(), entry.cause.c_str(), entry.certainty.c_str(), entry.evidence.c_str());
  }
}

int code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return 0;
    case Verdict::error:
      return 3;
    case Verdict::unsupported:
      return 6;
    case Verdict::inconclusive:
    case Verdict::not_exercised:
      return 5;
    default:
      return 1;
  }
}

}  // namespace

int judge_command(const std::string& path, bool json) {
  const auto history = read_history(path);
  if (!history) return complain(history.error().sentence, 2);
  const Judgement judgement = judge(*history);
  if (json) {
    std::printf("%s\n", to_line(to_json(judgement)).c_str());
  } else {
    print(*history, judgement);
  }
  return code_of(judgement.verdict);
}

}  // namespace zassay
