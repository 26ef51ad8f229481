#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "reports/expectations.hpp"
#include "reports/standing.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

/// One failure of a cell.
struct Failure {
  std::set<std::string> names;  ///< every name under which an entry may speak of it
  std::string sentence;

  auto operator<=>(const Failure&) const = default;
};

std::set<Failure> failures_of(const CellResult& cell) {
  std::set<Failure> failures;
  const Judgement& judgement = cell.judgement;
  if (!is_failure(judgement.verdict)) return failures;
  std::set<std::string> checks;
  for (const Finding& finding : judgement.findings) {
    if (finding.outcome != Outcome::fail) continue;
    checks.insert(finding.check);
    failures.insert({{finding.check}, finding.sentence});
  }
  if (judgement.verdict != Verdict::fail) {
    std::set<std::string> breakage{to_string(judgement.verdict)};
    for (const std::string& name : {judgement.check, cell.code}) {
      if (!name.empty() && !checks.contains(name)) breakage.insert(name);
    }
    failures.insert({breakage, judgement.reason});
  } else if (!judgement.check.empty() && !checks.contains(judgement.check)) {
    failures.insert({{judgement.check}, judgement.reason});  // "until" and "step" have no finding
  }
  return failures;
}

/// An implementation and its version.
struct Named {
  std::string name, version;
};

/// What a label names: "pyzmq@27.3.0+libzmq4.3.5" is pyzmq, and the library inside it, libzmq.
std::vector<Named> named_in(const std::string& label) {
  const std::size_t at = label.rfind('@');
  if (at == std::string::npos) return {{label, ""}};
  std::vector<Named> named{{label.substr(0, at), label.substr(at + 1)}};
  const std::size_t plus = label.find('+', at);
  if (plus == std::string::npos) return named;
  const std::size_t number = std::min(label.find_first_of("0123456789", plus), label.size());
  named.push_back({label.substr(plus + 1, number - plus - 1), label.substr(number)});
  return named;
}

/// Whether some side of the cell is that implementation or rests on it, in a version of the range.
bool concerns(const ExpectationFile& file, const KnownDeviation& entry, const CellResult& cell) {
  return std::any_of(cell.sides.begin(), cell.sides.end(), [&](const auto& side) {
    const std::vector<Named> named = named_in(side.second);
    return std::any_of(named.begin(), named.end(), [&](const Named& one) {
      if (one.name != file.implementation) return false;
      return entry.versions.empty() || is_in_range(one.version, entry.versions).value_or(false);
    });
  });
}

bool names_cell(const KnownDeviation& entry, const CellResult& cell) {
  return matches_glob(entry.cells, cell.cell) || matches_glob(entry.cells, cell.case_name);
}

/// What the entries saw of a run, to tell which are stale.
struct Sight {
  bool planned = false;  // cells of its implementation and version were there
  std::size_t matched = 0;
  std::size_t passed = 0;
  std::size_t unsupported = 0;
};

using Entries = std::vector<std::pair<const ExpectationFile*, const KnownDeviation*>>;

bool is_about(const KnownDeviation& entry, const Failure& failure) {
  if (entry.reason.empty() || !failure.names.contains(entry.check)) return false;
  return entry.says.empty() || matches_glob(entry.says, failure.sentence);
}

void explain(CellResult& cell, const Entries& matching) {
  cell.expected_reason.reset();
  const std::set<Failure> failures = failures_of(cell);
  if (failures.empty()) return;
  std::string reasons;
  std::set<const KnownDeviation*> used;
  for (const Failure& failure : failures) {
    const auto entry = std::find_if(matching.begin(), matching.end(),
                                    [&](const auto& each) { return is_about(*each.second, failure); });
    if (entry == matching.end()) return;  // one failure that nothing names: not as expected
    if (!used.insert(entry->second).second) continue;
    reasons += (reasons.empty() ? "" : "; ") + entry->second->reason;
    if (!entry->second->link.empty()) reasons += fmt::format(" ({})", entry->second->link);
  }
  cell.expected_reason = reasons;
}

std::optional<std::string> staleness_of(const ExpectationFile& file, const KnownDeviation& entry, const Sight& sight) {
  if (!sight.planned) return std::nullopt;
  const std::string head =
      fmt::format("{}:{}: the entry for cells \"{}\", check \"{}\"", file.path, entry.line, entry.cells, entry.check);
  if (sight.matched == 0) return head + " matches no planned cell; remove it or mend its glob";
  if (entry.reason.empty()) return head + " has no reason and does not count; write why the deviation is accepted";
  if (sight.passed == 0 || sight.passed + sight.unsupported < sight.matched) return std::nullopt;
  return fmt::format("{} is no longer needed: {} passed; remove it", head, counted(sight.passed, "cell"));
}

}  // namespace

void explain_cell(const std::vector<ExpectationFile>& files, CellResult& cell) {
  Entries matching;
  for (const ExpectationFile& file : files) {
    for (const KnownDeviation& entry : file.entries) {
      if (concerns(file, entry, cell) && names_cell(entry, cell)) matching.emplace_back(&file, &entry);
    }
  }
  explain(cell, matching);
}

void apply_expectations(const std::vector<ExpectationFile>& files, Chosen chosen, RunResult& run) {
  std::map<const KnownDeviation*, Sight> sights;
  for (CellResult& cell : run.cells) {
    for (const ExpectationFile& file : files) {
      for (const KnownDeviation& entry : file.entries) {
        if (!concerns(file, entry, cell)) continue;
        Sight& sight = sights[&entry];
        sight.planned = true;
        if (!names_cell(entry, cell)) continue;
        ++sight.matched;
        sight.passed += cell.judgement.verdict == Verdict::pass;
        sight.unsupported += cell.judgement.verdict == Verdict::unsupported;
      }
    }
    explain_cell(files, cell);
  }
  run.stale_expectations.clear();
  if (chosen == Chosen::a_part) return;
  if (!run.complete || run.cells.size() < run.planned) return;  // what did not run could still need its entry
  for (const ExpectationFile& file : files) {
    for (const KnownDeviation& entry : file.entries) {
      if (auto sentence = staleness_of(file, entry, sights[&entry])) {
        run.stale_expectations.push_back(std::move(*sentence));
      }
    }
  }
}

namespace {

void emit(YAML::Emitter& out, const std::string& cells, const std::string& version, const std::string& check) {
  out << YAML::BeginMap;
  out << YAML::Key << "cells" << YAML::Value << YAML::DoubleQuoted << valid_utf8(cells);
  if (!version.empty()) {
    out << YAML::Key << "versions" << YAML::Value << YAML::DoubleQuoted << "=" + version;
  }
  out << YAML::Key << "check" << YAML::Value << valid_utf8(check);
  out << YAML::Key << "reason" << YAML::Value << YAML::DoubleQuoted << "";
  out << YAML::EndMap;
}

}  // namespace

std::string draft_expectations(const RunResult& run, const std::string& implementation) {
  using Key = std::tuple<std::string, std::string, std::string>;  // case, version, check
  std::map<Key, std::vector<std::string>> failed;
  std::map<std::pair<std::string, std::string>, std::size_t> cells_of_case;
  for (const CellResult& cell : run.cells) {
    std::set<std::string> versions;
    for (const auto& [side, label] : cell.sides) {
      const std::size_t at = label.rfind('@');
      if (label.substr(0, at) != implementation) continue;
      const std::string version = at == std::string::npos ? "" : label.substr(at + 1);
      versions.insert(is_in_range(version, "=" + version) ? version : "");
    }
    for (const std::string& version : versions) {
      ++cells_of_case[{cell.case_name, version}];
      if (standing_of(cell) == Standing::expected) continue;
      std::set<std::string> names;
      const std::string verdict = to_string(cell.judgement.verdict);
      for (const Failure& failure : failures_of(cell)) {
        names.insert(failure.names.contains(verdict) ? verdict : *failure.names.begin());
      }
      for (const std::string& name : names) failed[{cell.case_name, version, name}].push_back(cell.cell);
    }
  }
  if (failed.empty()) return {};
  YAML::Emitter out;
  out << YAML::Comment("A draft. An entry counts once its reason says why the deviation is accepted; a link helps.");
  out << YAML::Newline << YAML::BeginSeq;
  for (const auto& [key, cells] : failed) {
    const auto& [case_name, version, check] = key;
    if (cells.size() == cells_of_case[{case_name, version}]) {
      emit(out, case_name, version, check);  // all cells of the case: its name stands for them
      continue;
    }
    for (const std::string& cell : cells) emit(out, cell, version, check);
  }
  out << YAML::EndSeq << YAML::Newline;
  return out.c_str();
}

}  // namespace zassay
