#include "reports/results_json.hpp"

#include <fmt/format.h>

#include "reports/exit_code.hpp"
#include "reports/member_reader.hpp"
#include "reports/standing.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

constexpr int format_version = 1;

/// A copy in which every text is valid UTF-8, keys too.
Json cleaned(const Json& value) {
  if (value.is_string()) return valid_utf8(value.get_ref<const std::string&>());
  if (!value.is_structured()) return value;
  Json copy = value.is_array() ? Json::array() : Json::object();
  if (value.is_array()) {
    for (const Json& element : value) copy.push_back(cleaned(element));
  } else {
    for (const auto& [key, element] : value.items()) copy[valid_utf8(key)] = cleaned(element);
  }
  return copy;
}

Json derived_summary(const RunResult& run) {
  const Tally tally = tally_of(run);
  Json counts = Json::object();
  for (const auto& [verdict, count] : tally.verdicts) counts[to_string(verdict)] = count;
  Json standings = Json::object();
  for (const auto& [standing, count] : tally.standings) standings[std::string(words_of(standing))] = count;
  return {{"sentence", verdict_sentence(run)},
          {"exit_code", exit_code(run)},
          {"verdicts", std::move(counts)},
          {"standings", std::move(standings)}};
}

std::vector<ImplementationInfo> read_implementations(MemberReader& reader) {
  std::vector<ImplementationInfo> infos;
  reader.each("implementations", [&](MemberReader& item) {
    infos.push_back({item.text("label"), item.text("adapter"), item.text("library_path"), item.text("library_sha256")});
  });
  return infos;
}

std::map<std::string, ClauseInfo> read_clauses(MemberReader& reader) {
  std::map<std::string, ClauseInfo> clauses;
  reader.each("clauses", [&](MemberReader& item) {
    ClauseInfo clause{item.key(), item.text("source"), item.text("section"), item.text("level"), item.text("text")};
    if (item.has("cover")) clause.cover = item.text("cover");
    if (item.has("covered_by")) clause.covered_by = item.text("covered_by");
    clauses.emplace(item.key(), std::move(clause));
  });
  return clauses;
}

RunResult read_header(MemberReader& reader) {
  RunResult run;
  run.zassay_version = reader.text("zassay_version");
  run.command = reader.text("command");
  run.seed = reader.whole("seed");
  run.started = reader.text("started");
  run.wall_ms = reader.number("wall_ms");
  run.jobs = static_cast<int>(reader.whole("jobs", 1'000'000));
  run.complete = reader.truth("complete");
  run.case_set_sha256 = reader.text("case_set_sha256");
  run.machine = reader.object("machine");
  run.implementations = read_implementations(reader);
  run.planned = reader.whole("planned");
  run.clauses = read_clauses(reader);
  run.stale_expectations = reader.texts("stale_expectations");
  run.errors = reader.texts("errors");
  if (reader.whole("results") != format_version) reader.refuse("results", "the format version 1");
  return run;
}

CellResult read_cell(MemberReader& reader) {
  CellResult cell;
  cell.case_name = reader.text("case");
  cell.file = reader.text("file");
  cell.title = reader.text("title");
  cell.cell = reader.text("cell");
  reader.each("parameters", [&](MemberReader& item) {
    const std::string name = item.text("name");
    cell.parameters.emplace_back(name, item.any("value"));
  });
  const Json sides = reader.object("sides");
  for (const auto& [side, label] : sides.items()) {
    if (!label.is_string()) {
      reader.refuse("sides", "an object of labels");
    } else {
      cell.sides[side] = label.get<std::string>();
    }
  }
  cell.tags = reader.texts("tags");
  cell.clauses = reader.texts("clauses");
  auto judgement = judgement_from_json(reader.object("judgement"));
  if (judgement) {
    cell.judgement = std::move(*judgement);
  } else {
    reader.refuse("judgement", "a judgement (" + judgement.error().sentence + ")");
  }
  cell.code = reader.text("code");
  cell.standard_error = reader.text("standard_error");
  cell.wall_ms = reader.number("wall_ms");
  cell.history = reader.text("history");
  cell.repeat_command = reader.text("repeat_command");
  if (reader.has("expected_reason")) cell.expected_reason = reader.text("expected_reason");
  return cell;
}

template <typename T>
Result<T> value_or_refusal(T value, const MemberReader& reader) {
  if (!reader.refusal().empty()) return failure("bad-results", reader.refusal());
  return value;
}

}  // namespace

Json header_to_json(const RunResult& run) {
  Json implementations = Json::array();
  for (const ImplementationInfo& info : run.implementations) {
    implementations.push_back({{"label", info.label},
                               {"adapter", info.adapter},
                               {"library_path", info.library_path},
                               {"library_sha256", info.library_sha256}});
  }
  Json clauses = Json::object();
  for (const auto& [id, clause] : run.clauses) {
    clauses[id] = {
        {"source", clause.source}, {"section", clause.section}, {"level", clause.level}, {"text", clause.text}};
    if (!clause.cover.empty()) clauses[id]["cover"] = clause.cover;
    if (!clause.covered_by.empty()) clauses[id]["covered_by"] = clause.covered_by;
  }
  return cleaned({{"results", format_version},
                  {"zassay_version", run.zassay_version},
                  {"command", run.command},
                  {"seed", run.seed},
                  {"started", run.started},
                  {"wall_ms", run.wall_ms},
                  {"jobs", run.jobs},
                  {"complete", run.complete},
                  {"case_set_sha256", run.case_set_sha256},
                  {"machine", run.machine.is_object() ? run.machine : Json::object()},
                  {"implementations", std::move(implementations)},
                  {"planned", run.planned},
                  {"clauses", std::move(clauses)},
                  {"stale_expectations", run.stale_expectations},
                  {"errors", run.errors}});
}

Json to_json(const CellResult& cell) {
  Json parameters = Json::array();
  for (const auto& [name, value] : cell.parameters) parameters.push_back({{"name", name}, {"value", value}});
  Json json = {{"case", cell.case_name},
               {"file", cell.file},
               {"title", cell.title},
               {"cell", cell.cell},
               {"parameters", std::move(parameters)},
               {"sides", cell.sides},
               {"tags", cell.tags},
               {"clauses", cell.clauses},
               {"judgement", to_json(cell.judgement)},
               {"code", cell.code},
               {"standard_error", cell.standard_error},
               {"wall_ms", cell.wall_ms},
               {"history", cell.history},
               {"repeat_command", cell.repeat_command}};
  if (cell.expected_reason) json["expected_reason"] = *cell.expected_reason;
  return cleaned(json);
}

Json to_json(const RunResult& run) {
  Json json = header_to_json(run);
  json["summary"] = cleaned(derived_summary(run));
  json["cells"] = Json::array();
  for (const CellResult& cell : run.cells) json["cells"].push_back(to_json(cell));
  return json;
}

Result<RunResult> header_from_json(const Json& value) {
  std::string refusal;
  MemberReader reader(value, "", refusal);
  RunResult run = read_header(reader);
  return value_or_refusal(std::move(run), reader);
}

Result<CellResult> cell_result_from_json(const Json& value) {
  std::string refusal;
  MemberReader reader(value, "", refusal);
  CellResult cell = read_cell(reader);
  return value_or_refusal(std::move(cell), reader);
}

Result<RunResult> run_result_from_json(const Json& value) {
  std::string refusal;
  MemberReader reader(value, "", refusal);
  RunResult run = read_header(reader);
  reader.each("cells", [&](MemberReader& item) { run.cells.push_back(read_cell(item)); });
  return value_or_refusal(std::move(run), reader);
}

}  // namespace zassay
