#include "prove/notice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zassay {
namespace {

bool is_about(const Mutant& mutant, const std::string& check, const std::string& sentence) {
  for (const auto& [name, reasons] : mutant.noticed_by) {
    if (name != check) continue;
    return std::any_of(reasons.begin(), reasons.end(),
                       [&sentence](const std::string& words) { return sentence.find(words) != std::string::npos; });
  }
  return false;
}

}  // namespace

std::vector<Notice> notices_of(const Mutant& mutant, const CellResult& cell) {
  std::vector<Notice> notices;
  const Judgement& judgement = cell.judgement;
  const std::string word = to_string(judgement.verdict);
  switch (judgement.verdict) {
    case Verdict::fail:
    case Verdict::stuck:
      if (is_about(mutant, word, judgement.reason)) notices.push_back({word, judgement.line, judgement.reason});
      for (const Finding& finding : judgement.findings) {
        if (finding.outcome != Outcome::fail || !is_about(mutant, finding.check, finding.sentence)) continue;
        notices.push_back({finding.check, finding.line, finding.sentence});
      }
      return notices;
    case Verdict::crash:
    case Verdict::hang:
      if (is_about(mutant, word, judgement.reason)) notices.push_back({word, judgement.line, judgement.reason});
      return notices;
    default:
      return notices;
  }
}

namespace {

/// The last line that is not empty.
std::string last_line(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  const std::size_t newline = text.rfind('\n');
  return std::string(newline == std::string_view::npos ? text : text.substr(newline + 1));
}

}  // namespace

std::string what_was_seen(const CellResult& cell) {
  const Judgement& judgement = cell.judgement;
  if (judgement.verdict == Verdict::pass) return "pass";
  std::string failed;
  for (const Finding& finding : judgement.findings) {
    if (finding.outcome != Outcome::fail || finding.check == judgement.check) continue;
    failed += fmt::format("; {}: {}", finding.check, finding.sentence);
  }

  const std::string said = last_line(cell.standard_error);
  if (!said.empty()) failed += "; its standard error ends with: " + said;
  return fmt::format("{} by {}: {}{}", to_string(judgement.verdict), judgement.check, judgement.reason, failed);
}

}  // namespace zassay
