#include "reports/summary.hpp"

#include <fmt/format.h>

#include <set>

#include "reports/cluster.hpp"
#include "reports/standing.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

constexpr std::size_t reasons_shown = 20;

std::string code_in_table(std::string_view text) { return text.empty() ? "–" : markdown_code(text, Place::table); }

std::string subjects(const RunResult& run) {
  std::string text = "| implementation | adapter | library | SHA-256 |\n|---|---|---|---|\n";
  for (const ImplementationInfo& info : run.implementations) {
    text += fmt::format("| {} | {} | {} | {} |\n", markdown_text(info.label), code_in_table(info.adapter),
                        code_in_table(info.library_path), code_in_table(info.library_sha256));
  }
  text += fmt::format("\nzassay {}, seed {}, {}, {:.1f} s, started {}.", markdown_text(run.zassay_version), run.seed,
                      counted(static_cast<std::size_t>(std::max(run.jobs, 0)), "job"), run.wall_ms / 1000,
                      markdown_text(run.started));
  if (!run.command.empty()) text += fmt::format(" Run it again: {}", markdown_code(run.command));
  return text + "\n\n";
}

std::string counts(const RunResult& run) {
  std::map<Verdict, std::map<Standing, std::size_t>> table;
  for (const CellResult& cell : run.cells) ++table[cell.judgement.verdict][standing_of(cell)];
  std::string text = "| verdict | cells | of which |\n|---|--:|---|\n";
  for (const Verdict verdict : verdicts_worst_first()) {
    std::size_t cells = 0;
    std::string remark;
    for (const auto& [standing, count] : table[verdict]) {
      cells += count;
      const bool is_lower =
          standing == Standing::expected || standing == Standing::warned || standing == Standing::recorded;
      if (is_lower) remark += fmt::format("{}{} {}", remark.empty() ? "" : ", ", count, words_of(standing));
    }
    text += fmt::format("| {} {} | {} | {} |\n", glyph_of(verdict), to_string(verdict), cells, remark);
  }
  return text + "\n";
}

std::string one_cluster(const RunResult& run, const Cluster& cluster) {
  const CellResult& cell = run.cells[cluster.smallest];
  std::string text =
      fmt::format("### {} {}: {}, {} ({})\n\n", glyph_of(cell), markdown_text(word_of(cell)),
                  markdown_text(cluster.check), counted(cluster.cells.size(), "cell"), words_of(cluster.standing));
  text += markdown_text(cell.judgement.reason) + "\n\n";
  text += fmt::format("* smallest example: {}\n", markdown_code(cell.cell));
  if (!cell.file.empty()) {
    const std::string line = cell.judgement.line ? fmt::format(":{}", cell.judgement.line) : "";
    text += fmt::format("* case: {}\n", markdown_code(cell.file + line));
  }
  for (const std::string& id : cell.clauses) {
    const auto clause = run.clauses.find(id);
    text += fmt::format("* clause {}", markdown_text(id));
    if (clause != run.clauses.end()) {
      text += fmt::format(" ({}): {}", markdown_text(clause->second.level), markdown_text(clause->second.text));
    }
    text += "\n";
  }
  if (!cell.history.empty()) text += fmt::format("* history: {}\n", markdown_code(cell.history));
  if (!cell.repeat_command.empty()) text += fmt::format("* repeat: {}\n", markdown_code(cell.repeat_command));
  return text + "\n";
}

std::string failures(const RunResult& run) {
  const auto clusters = clusters_of(run);
  if (clusters.empty()) return {};
  std::string text = "## What to look at\n\n";
  for (const Cluster& cluster : clusters) text += one_cluster(run, cluster);
  return text;
}

std::string list_of(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  std::string text = fmt::format("## {}\n\n", heading);
  for (const std::string& sentence : sentences) text += fmt::format("* {}\n", markdown_text(sentence));
  return text + "\n";
}

std::string matrix_cell(const RunResult& run, const std::vector<std::size_t>& cells) {
  std::map<std::pair<Standing, std::string>, std::pair<std::string_view, std::size_t>> words;
  for (const std::size_t i : cells) {
    auto& entry = words[{standing_of(run.cells[i]), word_of(run.cells[i])}];
    entry.first = glyph_of(run.cells[i]);
    ++entry.second;
  }
  std::string text;
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", word->second.first, markdown_text(word->first.second));
    if (word->second.second > 1) text += fmt::format(" ×{}", word->second.second);
  }
  return text;
}

std::string table_of(const RunResult& run) {
  const CellMatrix matrix = matrix_of(run);
  if (matrix.rows.empty()) return {};
  std::string text = "## Cases\n\n| case |";
  for (const std::string& column : matrix.columns) text += fmt::format(" {} |", markdown_text(column));
  text += "\n|---|";
  for (std::size_t i = 0; i < matrix.columns.size(); ++i) text += "---|";
  text += "\n";
  for (const MatrixRow& row : matrix.rows) {
    text += fmt::format("| {} |", markdown_text(row.case_name));
    for (const auto& cells : row.columns) text += fmt::format(" {} |", matrix_cell(run, cells));
    text += "\n";
  }
  return text + "\n";
}

std::string clauses(const RunResult& run) {
  std::map<std::string, std::map<Standing, std::size_t>> standings;
  for (const CellResult& cell : run.cells) {
    for (const std::string& id : cell.clauses) ++standings[id][standing_of(cell)];
  }
  if (standings.empty()) return {};
  std::string text = "## Clauses\n\n| clause | level | says | cells |\n|---|---|---|---|\n";
  for (const auto& [id, counts_by_standing] : standings) {
    const auto found = run.clauses.find(id);
    const ClauseInfo clause = found == run.clauses.end() ? ClauseInfo{} : found->second;
    std::string cells;
    for (auto entry = counts_by_standing.rbegin(); entry != counts_by_standing.rend(); ++entry) {
      cells += fmt::format("{}{} {}", cells.empty() ? "" : ", ", entry->second, words_of(entry->first));
    }
    text += fmt::format("| {} | {} | {} | {} |\n", markdown_text(id), markdown_text(clause.level),
                        markdown_text(clause.text), cells);
  }
  return text + "\n";
}

std::string reasons(const RunResult& run, Standing standing, std::string_view heading) {
  std::map<std::string, std::size_t> counts_by_reason;
  for (const CellResult& cell : run.cells) {
    if (standing_of(cell) != standing) continue;
    ++counts_by_reason[standing == Standing::expected ? *cell.expected_reason : cell.judgement.reason];
  }
  std::vector<std::string> sentences;
  for (const auto& [reason, count] : counts_by_reason) {
    if (sentences.size() == reasons_shown) {
      sentences.push_back(fmt::format("and {} more reasons", counts_by_reason.size() - reasons_shown));
      break;
    }
    sentences.push_back(fmt::format("{}: {}", counted(count, "cell"), reason));
  }
  return list_of(heading, sentences);
}

}  // namespace

std::string summary_of(const RunResult& run) {
  std::string text = fmt::format("# zassay\n\n**{}.**\n\n", markdown_text(verdict_sentence(run)));
  text += subjects(run);
  text += counts(run);
  text += list_of("Harness errors", run.errors);
  text += failures(run);
  text += list_of("Stale expectations", run.stale_expectations);
  text += table_of(run);
  text += clauses(run);
  text += reasons(run, Standing::expected, "Known deviations");
  text += reasons(run, Standing::unsupported, "Unsupported");
  return text;
}

}  // namespace zassay
