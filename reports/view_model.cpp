#include "reports/view_model.hpp"

#include <fmt/format.h>

#include <set>

#include "reports/cluster.hpp"
#include "reports/exit_code.hpp"
#include "reports/proof_view.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

constexpr std::size_t standard_error_limit = 4096;

std::string tone_of_standing(Standing standing) {
  switch (standing) {
    case Standing::passed:
      return "pass";
    case Standing::expected:
      return "known";
    case Standing::unsupported:
      return "unsupported";
    case Standing::recorded:
      return "info";
    case Standing::warned:
      return "warn";
    case Standing::undecided:
      return "open";
    case Standing::failed:
      return "fail";
    case Standing::harness_error:
      return "error";
  }
  return "error";
}

std::string tone_of_verdict(Verdict verdict) {
  if (is_failure(verdict)) return "fail";
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::unsupported:
      return "unsupported";
    case Verdict::error:
      return "error";
    default:
      return "open";
  }
}

std::string text_of(const Json& value) {
  return visible(value.is_string() ? value.get_ref<const std::string&>() : to_line(value));
}

Json fact(std::string_view name, std::string_view value) {
  return {{"name", visible(name)}, {"value", visible(value)}};
}

Json findings_of(const Proof& proof, const CellResult& cell) {
  Json findings = Json::array();
  for (const Finding& finding : cell.judgement.findings) {
    const bool failed = finding.outcome == Outcome::fail;
    const bool passed = finding.outcome == Outcome::pass;
    findings.push_back({{"check", visible(finding.check)},
                        {"subject", visible(finding.subject)},
                        {"outcome", to_string(finding.outcome)},
                        {"tone", passed   ? "pass"
                                 : failed ? "fail"
                                          : "open"},
                        {"level", visible(finding.level)},
                        {"line", finding.line},
                        {"sentence", visible(finding.sentence)},
                        {"proof", visible(words_of_proof(proof, cell.case_name, finding))},
                        {"events", ranges_of({finding.events.begin(), finding.events.end()})}});
  }
  return findings;
}

Json ledger_of(const CellResult& cell) {
  Json entries = Json::array();
  for (const LedgerEntry& entry : cell.judgement.ledger) {
    entries.push_back({{"stream", visible(entry.stream)},
                       {"at", visible(entry.at)},
                       {"cause", visible(entry.cause)},
                       {"certainty", visible(entry.certainty)},
                       {"count", entry.sequences.size()},
                       {"sequences", ranges_of(entry.sequences)},
                       {"evidence", visible(entry.evidence)}});
  }
  return entries;
}

Json cell_of(const Proof& proof, const CellResult& cell) {
  Json parameters = Json::array();
  for (const auto& [name, value] : cell.parameters) parameters.push_back(fact(name, text_of(value)));
  Json clauses = Json::array();
  for (const std::string& id : cell.clauses) clauses.push_back(visible(id));
  Json tags = Json::array();
  for (const std::string& tag : cell.tags) tags.push_back(visible(tag));
  const Judgement& judgement = cell.judgement;
  std::string_view said = cell.standard_error;
  const std::size_t cut = said.size() > standard_error_limit ? said.size() - standard_error_limit : 0;
  said.remove_prefix(cut);
  const std::string place = judgement.line ? fmt::format("{}:{}", cell.file, judgement.line) : cell.file;
  Json model = {{"cell", visible(cell.cell)},
                {"case", visible(cell.case_name)},
                {"title", visible(cell.title)},
                {"place", visible(place)},
                {"sides", visible(sides_of(cell))},
                {"tone", tone_of(cell)},
                {"word", word_of(cell)},
                {"glyph", glyph_of(cell)},
                {"verdict", to_string(judgement.verdict)},
                {"level", visible(level_of(cell))},
                {"check", judgement.verdict == Verdict::pass ? std::string() : visible(check_of(cell))},
                {"reason", visible(judgement.reason)},
                {"accepted", judgement.accepted},
                {"delivered", judgement.delivered},
                {"wall", fmt::format("{:.1f} ms", cell.wall_ms)},
                {"parameters", std::move(parameters)},
                {"clauses", std::move(clauses)},
                {"tags", std::move(tags)},
                {"findings", findings_of(proof, cell)},
                {"ledger", ledger_of(cell)},
                {"history", visible(cell.history)},
                {"history_link", cell.history.empty() ? std::string() : relative_link(cell.history)},
                {"repeat", visible(cell.repeat_command)},
                {"expected", cell.expected_reason ? visible(*cell.expected_reason) : std::string()},
                {"stderr", visible(said, Lines::keep)},
                {"stderr_cut", cut}};
  return model;
}

Json clusters_model(const RunResult& run) {
  Json models = Json::array();
  for (const Cluster& cluster : clusters_of(run)) {
    const CellResult& cell = run.cells[cluster.smallest];
    models.push_back({{"tone", tone_of(cell)},
                      {"glyph", glyph_of(cell)},
                      {"word", word_of(cell)},
                      {"check", visible(cluster.check)},
                      {"meaning", words_of(cluster.standing)},
                      {"reason", visible(cell.judgement.reason)},
                      {"cells", cluster.cells},
                      {"smallest", cluster.smallest}});
  }
  return models;
}

Json matrix_entry(const RunResult& run, const std::vector<std::size_t>& cells) {
  std::map<std::pair<Standing, std::string>, std::vector<std::size_t>> groups;
  for (const std::size_t i : cells) groups[{standing_of(run.cells[i]), word_of(run.cells[i])}].push_back(i);
  Json chips = Json::array();
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
    const CellResult& first = run.cells[group->second.front()];
    chips.push_back({{"tone", tone_of(first)},
                     {"glyph", glyph_of(first)},
                     {"word", group->first.second},
                     {"cells", group->second}});
  }
  return chips;
}

Json matrix_model(const RunResult& run) {
  const CellMatrix matrix = matrix_of(run);
  Json columns = Json::array();
  for (const std::string& column : matrix.columns) columns.push_back(visible(column));
  Json rows = Json::array();
  for (const MatrixRow& row : matrix.rows) {
    Json chips = Json::array();
    for (const auto& cells : row.columns) chips.push_back(matrix_entry(run, cells));
    rows.push_back({{"case", visible(row.case_name)},
                    {"title", visible(row.title)},
                    {"passed", row.worst == Standing::passed},
                    {"columns", std::move(chips)}});
  }
  return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

Json counts_model(const RunResult& run) {
  const Tally tally = tally_of(run);
  std::map<Verdict, std::size_t> known;
  for (const CellResult& cell : run.cells) known[cell.judgement.verdict] += standing_of(cell) == Standing::expected;
  Json counts = Json::array();
  for (const Verdict verdict : verdicts_worst_first()) {
    counts.push_back({{"verdict", to_string(verdict)},
                      {"tone", tone_of_verdict(verdict)},
                      {"glyph", glyph_of(verdict)},
                      {"cells", tally.verdicts.at(verdict)},
                      {"known", known[verdict]}});
  }
  return counts;
}

Json clauses_model(const RunResult& run) {
  std::map<std::string, std::map<Standing, std::size_t>> standings;
  for (const auto& [id, clause] : run.clauses) standings[id];
  for (const CellResult& cell : run.cells) {
    for (const std::string& id : cell.clauses) ++standings[id][standing_of(cell)];
  }
  Json clauses = Json::array();
  for (const auto& [id, counts] : standings) {
    const auto found = run.clauses.find(id);
    const ClauseInfo clause = found == run.clauses.end() ? ClauseInfo{} : found->second;
    Json cells = Json::array();
    for (auto count = counts.rbegin(); count != counts.rend(); ++count) {
      cells.push_back(
          {{"tone", tone_of_standing(count->first)}, {"word", words_of(count->first)}, {"cells", count->second}});
    }
    clauses.push_back({{"id", visible(id)},
                       {"source", visible(clause.source)},
                       {"section", visible(clause.section)},
                       {"level", visible(clause.level)},
                       {"text", visible(clause.text)},
                       {"cover", visible(clause.cover)},
                       {"covered_by", visible(clause.covered_by)},
                       {"counts", std::move(cells)}});
  }
  return clauses;
}

Json losses_model(const RunResult& run) {
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::set<std::size_t>>> losses;
  for (std::size_t i = 0; i < run.cells.size(); ++i) {
    for (const LedgerEntry& entry : run.cells[i].judgement.ledger) {
      auto& [messages, cells] = losses[{entry.cause, entry.certainty}];
      messages += entry.sequences.size();
      cells.insert(i);
    }
  }
  Json rows = Json::array();
  for (const auto& [key, sums] : losses) {
    rows.push_back({{"cause", visible(key.first)},
                    {"certainty", visible(key.second)},
                    {"messages", sums.first},
                    {"cells", sums.second}});
  }
  return rows;
}

Json reasons_model(const RunResult& run, Standing standing) {
  std::map<std::string, std::vector<std::size_t>> reasons;
  for (std::size_t i = 0; i < run.cells.size(); ++i) {
    const CellResult& cell = run.cells[i];
    if (standing_of(cell) != standing) continue;
    reasons[visible(standing == Standing::expected ? *cell.expected_reason : cell.judgement.reason)].push_back(i);
  }
  Json rows = Json::array();
  for (const auto& [reason, cells] : reasons) rows.push_back({{"reason", reason}, {"cells", cells}});
  return rows;
}

Json environment_model(const RunResult& run) {
  Json facts = Json::array();
  facts.push_back(fact("zassay", run.zassay_version));
  facts.push_back(fact("seed", std::to_string(run.seed)));  // as text: a script's numbers end at 2^53
  facts.push_back(fact("started", run.started));
  facts.push_back(fact("took", fmt::format("{:.1f} s", run.wall_ms / 1000)));
  facts.push_back(fact("jobs", std::to_string(run.jobs)));
  facts.push_back(fact("cells planned", std::to_string(run.planned)));
  facts.push_back(fact("case set SHA-256", run.case_set_sha256));
  if (!run.machine.is_object()) return facts;
  for (const auto& [name, value] : run.machine.items()) facts.push_back(fact(name, text_of(value)));
  return facts;
}

Json visible_list(const std::vector<std::string>& sentences) {
  Json list = Json::array();
  for (const std::string& sentence : sentences) list.push_back(visible(sentence));
  return list;
}

}  // namespace

std::string tone_of(const CellResult& cell) { return tone_of_standing(standing_of(cell)); }

Json view_model(const RunResult& run) {
  const int code = exit_code(run);
  Json implementations = Json::array();
  for (const ImplementationInfo& info : run.implementations) {
    implementations.push_back({{"label", visible(info.label)},
                               {"adapter", visible(info.adapter)},
                               {"library", visible(info.library_path)},
                               {"sha256", visible(info.library_sha256)}});
  }
  Json cells = Json::array();
  for (const CellResult& cell : run.cells) cells.push_back(cell_of(run.proof, cell));
  return {{"sentence", visible(verdict_sentence(run))},
          {"tone", code == 0   ? "pass"
                   : code == 1 ? "fail"
                   : code == 3 ? "error"
                               : "open"},
          {"command", visible(run.command)},
          {"implementations", std::move(implementations)},
          {"counts", counts_model(run)},
          {"errors", visible_list(run.errors)},
          {"stale", visible_list(run.stale_expectations)},
          {"clusters", clusters_model(run)},
          {"matrix", matrix_model(run)},
          {"cells", std::move(cells)},
          {"losses", losses_model(run)},
          {"clauses", clauses_model(run)},
          {"proof", proof_view(run.proof)},
          {"known", reasons_model(run, Standing::expected)},
          {"unsupported", reasons_model(run, Standing::unsupported)},
          {"environment", environment_model(run)}};
}

}  // namespace zassay
