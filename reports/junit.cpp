#include "reports/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "reports/standing.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(visible(value).c_str());
}

void set_text(pugi::xml_node node, std::string_view value) {
  node.append_child(pugi::node_pcdata).set_value(visible(value, Lines::keep).c_str());
}

std::string seconds_of(double wall_ms) { return fmt::format("{:.3f}", std::max(0.0, wall_ms) / 1000); }

void add_property(pugi::xml_node properties, const char* name, std::string_view value) {
  auto property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", value);
}

std::string class_name_of(const CellResult& cell) {
  std::string name = cell.case_name;
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

/// What a person who sees only the CI's page needs.
std::string detail_of(const RunResult& run, const CellResult& cell) {
  std::string text = cell.judgement.reason + "\n";
  for (const Finding& finding : cell.judgement.findings) {
    if (finding.outcome == Outcome::pass) continue;
    text += fmt::format("check {} ({}) {}: {}{}\n", finding.check, finding.subject, to_string(finding.outcome),
                        finding.sentence, finding.line ? fmt::format(" (line {})", finding.line) : "");
  }
  for (const std::string& id : cell.clauses) {
    const auto clause = run.clauses.find(id);
    text += clause == run.clauses.end()
                ? fmt::format("clause {}\n", id)
                : fmt::format("clause {} ({}): {}\n", id, clause->second.level, clause->second.text);
  }
  if (!cell.file.empty()) {
    text += fmt::format("case: {}{}\n", cell.file, cell.judgement.line ? fmt::format(":{}", cell.judgement.line) : "");
  }
  if (!cell.history.empty()) text += fmt::format("history: {}\n", cell.history);
  if (!cell.repeat_command.empty()) text += fmt::format("repeat: {}\n", cell.repeat_command);
  return text;
}

std::string message_of(const CellResult& cell) {
  return fmt::format("{}: {}: {}", word_of(cell), check_of(cell), cell.judgement.reason);
}

void add_outcome(pugi::xml_node testcase, const RunResult& run, const CellResult& cell) {
  const Standing standing = standing_of(cell);
  if (standing == Standing::passed) return;
  const bool is_failure_here = standing == Standing::failed || standing == Standing::undecided;
  const char* kind = standing == Standing::harness_error ? "error" : is_failure_here ? "failure" : "skipped";
  auto outcome = testcase.append_child(kind);
  if (standing == Standing::expected) {
    set(outcome, "message", fmt::format("known deviation: {} ({})", *cell.expected_reason, message_of(cell)));
    return;
  }
  set(outcome, "message", message_of(cell));
  if (!is_failure_here && standing != Standing::harness_error) return;
  set(outcome, "type", standing == Standing::undecided ? "inconclusive" : to_string(cell.judgement.verdict));
  set_text(outcome, detail_of(run, cell));
}

void add_cell(pugi::xml_node suite, const RunResult& run, const CellResult& cell) {
  auto testcase = suite.append_child("testcase");
  set(testcase, "classname", class_name_of(cell));
  set(testcase, "name", cell.cell);
  set(testcase, "time", seconds_of(cell.wall_ms));
  add_outcome(testcase, run, cell);
  const Standing standing = standing_of(cell);
  // The dialect gives <skipped> no body: what it would say goes to the output.
  const bool is_low = standing == Standing::warned || standing == Standing::recorded || standing == Standing::expected;
  if (is_low) set_text(testcase.append_child("system-out"), detail_of(run, cell));
  if (!cell.standard_error.empty()) set_text(testcase.append_child("system-err"), cell.standard_error);
}

/// Faults that belong to no cell, so that a CI which reads only this file sees them.
void add_run_trouble(pugi::xml_node suite, const char* kind, const char* name, const std::vector<std::string>& said) {
  for (std::size_t i = 0; i < said.size(); ++i) {
    auto testcase = suite.append_child("testcase");
    set(testcase, "classname", "zassay");
    set(testcase, "name", fmt::format("{} {}", name, i + 1));
    set(testcase, "time", "0.000");
    auto outcome = testcase.append_child(kind);
    set(outcome, "message", said[i]);
    set(outcome, "type", name);
  }
}

}  // namespace

std::string junit_of(const RunResult& run) {
  const Tally tally = tally_of(run);
  const auto count = [&](Standing standing) { return tally.standings.at(standing); };
  const std::size_t tests = run.cells.size() + run.errors.size() + run.stale_expectations.size();
  pugi::xml_document document;
  auto declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  auto suites = document.append_child("testsuites");
  auto suite = suites.append_child("testsuite");
  set(suite, "name", "zassay");
  set(suite, "tests", std::to_string(tests));
  set(suite, "failures",
      std::to_string(count(Standing::failed) + count(Standing::undecided) + run.stale_expectations.size()));
  set(suite, "errors", std::to_string(count(Standing::harness_error) + run.errors.size()));
  set(suite, "skipped",
      std::to_string(count(Standing::expected) + count(Standing::unsupported) + count(Standing::recorded) +
                     count(Standing::warned)));
  set(suite, "time", seconds_of(run.wall_ms));
  set(suite, "timestamp", run.started.substr(0, 19));  // the dialect knows no time zone; it is UTC
  auto properties = suite.append_child("properties");
  add_property(properties, "verdict", verdict_sentence(run));
  add_property(properties, "command", run.command);
  add_property(properties, "seed", std::to_string(run.seed));
  add_property(properties, "zassay", run.zassay_version);
  add_property(properties, "case_set_sha256", run.case_set_sha256);
  for (const ImplementationInfo& info : run.implementations) {
    add_property(properties, "implementation",
                 fmt::format("{} {} {}", info.label, info.library_path, info.library_sha256));
  }
  for (const CellResult& cell : run.cells) add_cell(suite, run, cell);
  add_run_trouble(suite, "error", "harness-error", run.errors);
  add_run_trouble(suite, "failure", "stale-expectation", run.stale_expectations);
  std::ostringstream text;
  document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
  return text.str();
}

}  // namespace zassay
