#include <cstdio>

#include "check/judge.hpp"
#include "cli/commands.hpp"
#include "history/history.hpp"
#include "reports/text.hpp"
#include "reports/timeline.hpp"

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
  std::printf("%s\n%s\n", visible(history.header.cell).c_str(), visible(history.header.title).c_str());
  std::printf("verdict: %s%s%s\n", to_string(judgement.verdict).c_str(), judgement.reason.empty() ? "" : ": ",
              visible(judgement.reason).c_str());
  for (const Finding& finding : judgement.findings) {
    std::printf("  %s%s %s: %s\n", mark_of(finding.outcome), finding.check.c_str(), visible(finding.subject).c_str(),
                visible(finding.sentence).c_str());
  }
  for (const LedgerEntry& entry : judgement.ledger) {
    std::printf("  lost          %zu of %s at %s: %s (%s): %s\n", entry.sequences.size(), visible(entry.stream).c_str(),
                visible(entry.at).c_str(), entry.cause.c_str(), entry.certainty.c_str(),
                visible(entry.evidence).c_str());
  }
  if (judgement.verdict != Verdict::pass) std::printf("\n%s", draw_timeline(history, judgement).c_str());
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
  if (!history) {
    const std::string& sentence = history.error().sentence;
    return complain(sentence.find(path) == std::string::npos ? path + ": " + sentence : sentence, 2);
  }
  const Judgement judgement = judge(*history);
  if (json) {
    std::printf("%s\n", to_line(to_json(judgement)).c_str());
  } else {
    print(*history, judgement);
  }
  return code_of(judgement.verdict);
}

}  // namespace zassay
