#include "reports/sample_run.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "reports/standing.hpp"

namespace zassay {
namespace {

struct Sample {
  const char* case_name;
  const char* transport;
  Verdict verdict;
  const char* level;
  const char* check;
  const char* reason;
  Outcome outcome;
};

constexpr Sample samples[] = {
    {"messages/arrives-once", "tcp", Verdict::pass, "MUST", "", "", Outcome::pass},
    {"messages/arrives-once", "ipc", Verdict::pass, "MUST", "", "", Outcome::pass},
    {"hwm/push-blocks-and-resumes", "tcp", Verdict::fail, "MUST", "exact",
     "message 17 of stream s was lost at pull without a cause", Outcome::fail},
    {"hwm/push-blocks-and-resumes", "ipc", Verdict::fail, "MUST", "exact",
     "message 4 of stream s was lost at pull without a cause", Outcome::fail},
    {"hwm/closes-cleanly", "tcp", Verdict::fail, "SHOULD", "released", "two descriptors more than before",
     Outcome::fail},
    {"hwm/tells-more", "tcp", Verdict::fail, "INFO", "count", "11 messages were accepted instead of 10", Outcome::fail},
    {"pair/one-peer-only", "tcp", Verdict::fail, "MUST", "exact", "a second peer got message 3", Outcome::fail},
    {"eintr/wakes", "tcp", Verdict::stuck, "MUST", "stuck", "recv sleeps though message 5 is there", Outcome::pass},
    {"wire/greeting", "tcp", Verdict::crash, "MUST", "crash", "the adapter died by SIGSEGV", Outcome::not_exercised},
    {"wire/slow", "ipc", Verdict::hang, "MUST", "hang", "term did not return within 5 s", Outcome::not_exercised},
    {"wire/garbage", "ipc", Verdict::violation, "MUST", "garbage", "line 7 is not JSON", Outcome::not_exercised},
    {"poll/tells-truth", "tcp", Verdict::inconclusive, "MUST", "truthful_poll", "no evidence within 2 s",
     Outcome::inconclusive},
    {"poll/tells-truth", "ipc", Verdict::not_exercised, "MUST", "fifo", "fewer than two messages arrived",
     Outcome::not_exercised},
    {"pubsub/draft", "tcp", Verdict::unsupported, "MUST", "", "the library has no draft API", Outcome::not_exercised},
    {"reqrep/in-step", "tcp", Verdict::error, "MUST", "error", "the harness could not make a socket pair",
     Outcome::not_exercised},
};

CellResult cell_of(const Sample& sample) {
  CellResult cell = sample_cell(sample.verdict, sample.level);
  cell.case_name = sample.case_name;
  cell.file = std::string("scenarios/") + sample.case_name + ".yaml";
  cell.title = "A title that can be true or false";
  cell.cell = std::string(sample.case_name) + "[transport=" + sample.transport + "]";
  cell.parameters = {{"transport", sample.transport}, {"hwm", 10}};
  cell.judgement.check = sample.check;
  cell.judgement.reason = sample.reason;
  cell.judgement.line = sample.verdict == Verdict::pass ? 0 : 14;
  const std::string check = *sample.check ? sample.check : "exact";
  cell.judgement.findings = {{"fifo", "stream s at pull", Outcome::pass, "MUST", 13, "100 messages in order", {}},
                             {check, "stream s at pull", sample.outcome, sample.level, 14, sample.reason, {3, 4, 9}}};
  cell.clauses = {"PIPELINE-PUSH-07", "API-SEND-02"};
  cell.tags = {"sample"};
  cell.history = "histories/" + cell.cell + ".jsonl";
  cell.repeat_command = "zassay run --seed 7 '" + cell.cell + "'";
  return cell;
}

void spoil(std::string& text) { text += hostile_text(); }

void spoil(Proof& proof) {
  for (ProvenCase& proven : proof.cases) {
    spoil(proven.name);
    for (ProvenCheck& check : proven.checks) {
      for (auto* text : {&check.check, &check.level, &check.excuse}) spoil(*text);
      check.proven_by.push_back(hostile_text());
    }
  }
  for (ProvenMutant& mutant : proof.mutants) {
    for (auto* text : {&mutant.name, &mutant.family, &mutant.carrier, &mutant.wrong, &mutant.excuse}) spoil(*text);
    mutant.killers.push_back(hostile_text());
    mutant.breaks.push_back(hostile_text());
  }
}

void spoil(CellResult& cell) {
  for (auto* text : {&cell.case_name, &cell.file, &cell.title, &cell.cell, &cell.code, &cell.standard_error,
                     &cell.history, &cell.repeat_command, &cell.judgement.check, &cell.judgement.reason}) {
    spoil(*text);
  }
  for (auto& [name, value] : cell.parameters) {
    spoil(name);
    value = hostile_text();
  }
  for (auto& [side, label] : cell.sides) spoil(label);
  for (auto& tag : cell.tags) spoil(tag);
  for (auto& finding : cell.judgement.findings) {
    for (auto* text : {&finding.check, &finding.subject, &finding.sentence}) spoil(*text);
  }
  for (auto& entry : cell.judgement.ledger) {
    for (auto* text : {&entry.stream, &entry.at, &entry.cause, &entry.evidence}) spoil(*text);
  }
  cell.clauses.push_back(hostile_text());
  if (cell.expected_reason) spoil(*cell.expected_reason);
}

}  // namespace

CellResult sample_cell(Verdict verdict, const std::string& level) {
  CellResult cell;
  cell.case_name = "topic/case";
  cell.cell = "topic/case[transport=tcp]";
  cell.sides = {{"a", "libzmq@4.3.4"}, {"b", "libzmq@4.3.4"}};
  cell.judgement.verdict = verdict;
  cell.judgement.level = level;
  cell.judgement.accepted = 100;
  cell.judgement.delivered = verdict == Verdict::pass ? 100 : 99;
  cell.wall_ms = 4.25;
  return cell;
}

RunResult run_of(std::vector<CellResult> cells) {
  RunResult run;
  run.complete = true;
  run.planned = cells.size();
  run.cells = std::move(cells);
  return run;
}

Proof sample_proof(const std::string& case_name) {
  Proof proof;
  const std::vector<std::string> many{"drop-one",   "duplicate-one",   "swap-adjacent", "corrupt-byte",
                                      "drop-frame", "split-multipart", "merge-messages"};
  proof.cases = {{case_name,
                  std::string(64, 'c'),
                  {{"fifo", 13, "MUST", many, ""},
                   {"exact", 14, "MUST", {}, ""},
                   {"elapsed", 15, "SHOULD", {}, "no seeded defect is late"}},
                  {{"drop-one", "exact, fifo"}},
                  {{"hang", "pass"}}}};
  proof.mutants = {
      {"drop-one", "messages", "shim", "one accepted message never arrives", {"PIPELINE-PUSH-07"}, {case_name}, ""},
      {"unbalanced", "patterns", "model", "messages do not go to the peers in turns", {}, {}, ""},
      {"crash", "calls", "shim", "the library ends the process", {}, {}, "it is to be noticed elsewhere"}};
  return proof;
}

RunResult sample_run() {
  std::vector<CellResult> cells;
  for (const Sample& sample : samples) cells.push_back(cell_of(sample));
  cells[2].judgement.ledger = {{"s", "pull", "unexplained", "certain", {17, 18, 19, 40}, "fence 41 arrived"},
                               {"s", "pull", "linger", "certain", {90}, "push was closed"}};
  cells[3].judgement.accepted = 12;
  cells[6].expected_reason = "libzmq lets a second peer connect (https://example.org/1)";
  cells[8].code = "crash";
  cells[8].standard_error = "Assertion failed: ok (src/x.cpp:12)\n";
  cells[1].sides["b"] = "pyzmq@27.0.0";
  RunResult run = run_of(std::move(cells));
  run.zassay_version = "0.1.0";
  run.command = "zassay run --seed 7 scenarios/";
  run.seed = 18446744073709551615U;
  run.started = "2026-01-02T03:04:05Z";
  run.wall_ms = 1234.5;
  run.jobs = 2;
  run.case_set_sha256 = std::string(64, 'a');
  run.machine = {{"kernel", "Linux 6.1"}, {"processors", 2}};
  run.implementations = {{"libzmq@4.3.4", "zassay-libzmq", "/usr/lib/libzmq.so.5", std::string(64, 'b')},
                         {"pyzmq@27.0.0", "python -m zassay_pyzmq", "", ""}};
  run.clauses = {
      {"PIPELINE-PUSH-07",
       {"PIPELINE-PUSH-07", "RFC 30", "The PUSH Socket Type", "MUST", "A PUSH socket shall not drop.", "proven",
        "hwm/push-blocks-and-resumes by drop-one, and 2 more"}},
      {"API-SEND-02", {"API-SEND-02", "zmq_send(3)", "Errors", "DOC", "EAGAIN if it cannot be sent now.", "open"}}};
  run.stale_expectations = {"expectations/libzmq.yaml:4: the entry for cells \"x\" matches no planned cell"};
  run.errors = {"the folder of a cell could not be removed"};
  run.proof = sample_proof(run.cells.front().case_name);
  return run;
}

std::string hostile_text() {
  return "</script><img src=x onerror=\"alert(1)\"><!-- ]]> {{script}} & ' | `` **b** [l](javascript:alert(1)) "
         "\x1b[31m" +
         std::string("\x00\x01\x0b", 3) + "\xff\xfe \xc3 \xed\xa0\x80 \xe2\x80\xae\n# x\r\n";
}

RunResult hostile_run() {
  RunResult run = sample_run();
  for (CellResult& cell : run.cells) spoil(cell);
  for (auto* text : {&run.zassay_version, &run.command, &run.started, &run.case_set_sha256}) spoil(*text);
  run.machine = {{hostile_text(), hostile_text()}};
  for (auto& info : run.implementations) {
    for (auto* text : {&info.label, &info.adapter, &info.library_path, &info.library_sha256}) spoil(*text);
  }
  run.clauses[hostile_text()] = {hostile_text(), hostile_text(), hostile_text(), "MUST",
                                 hostile_text(), "named only",   hostile_text()};
  run.stale_expectations = {hostile_text()};
  run.errors = {hostile_text()};
  spoil(run.proof);
  return run;
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(SOURCE_DIRECTORY) + "/reports/golden/" + name;
  if (std::getenv("ZASSAY_WRITE_GOLDEN")) {
    std::ofstream written(path, std::ios::binary);
    written << text;
    ASSERT_TRUE(written.flush()) << "cannot write " << path;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  ASSERT_TRUE(file) << "cannot read " << path;
  EXPECT_TRUE(golden.str() == text) << path << " differs; run with ZASSAY_WRITE_GOLDEN=1, then read the difference";
}

TEST(SampleRun, HasEveryVerdictAndEveryStanding) {
  const Tally tally = tally_of(sample_run());
  for (const auto& [verdict, count] : tally.verdicts) EXPECT_GT(count, 0U) << to_string(verdict);
  for (const auto& [standing, count] : tally.standings) EXPECT_GT(count, 0U) << words_of(standing);
}

}  // namespace zassay
