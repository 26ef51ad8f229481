#include "prove/excuses.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "prove/entries.hpp"

namespace zassay {
namespace {

Excuse read_excuse(EntryReader& entry) {
  Excuse excuse{entry.optional_text("case"), entry.optional_text("check"), entry.optional_text("mutant"),
                entry.text("reason"), entry.line()};
  const bool of_check = !excuse.case_name.empty() && !excuse.check.empty() && excuse.mutant.empty();
  const bool of_mutant = excuse.check.empty() && !excuse.mutant.empty();
  if (!of_check && !of_mutant) {
    entry.refuse("reason", "wrong-keys", "an excuse for nothing that can be unproven",
                 "'mutant', 'case' and 'check', or 'case' and 'mutant' beside 'reason'");
  }
  return excuse;
}

}  // namespace

Result<Excuses> Excuses::load(const std::string& path) {
  Excuses excuses;
  excuses.path_ = path;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return excuses;
  const auto read = read_entries(path, [&excuses](EntryReader& entry) { excuses.list_.push_back(read_excuse(entry)); });
  if (!read) return tl::unexpected(read.error());
  return excuses;
}

std::string Excuses::find(const std::string& case_name, const std::string& check, const std::string& mutant) {
  for (Excuse& excuse : list_) {
    if (excuse.case_name != case_name || excuse.check != check || excuse.mutant != mutant) continue;
    excuse.was_needed = true;
    return excuse.reason;
  }
  return {};
}

std::set<std::pair<std::string, std::string>> Excuses::of_checks() const {
  std::set<std::pair<std::string, std::string>> checks;
  for (const Excuse& excuse : list_) {
    if (!excuse.check.empty()) checks.insert({excuse.case_name, excuse.check});
  }
  return checks;
}

std::vector<std::string> Excuses::unneeded() const {
  std::vector<std::string> sentences;
  for (const Excuse& excuse : list_) {
    if (excuse.was_needed) continue;
    sentences.push_back(fmt::format("{}:{}: the excuse for {}{}{}{} is not needed: take it out", path_, excuse.line,
                                    excuse.case_name, excuse.case_name.empty() ? "" : " ", excuse.check,
                                    excuse.mutant));
  }
  return sentences;
}

}  // namespace zassay
