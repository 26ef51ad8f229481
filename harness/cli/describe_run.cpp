#include "cli/describe_run.hpp"

#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <set>
#include <thread>

#include "base/bytes.hpp"
#include "cli/case_coverage.hpp"

namespace zassay {
namespace {

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

Json describe_machine() {
  utsname names{};
  ::uname(&names);
  rlimit descriptors{};
  ::getrlimit(RLIMIT_NOFILE, &descriptors);
  const auto pages = static_cast<std::int64_t>(::sysconf(_SC_PHYS_PAGES));
  return {{"kernel", std::string(names.sysname) + " " + names.release},
          {"architecture", names.machine},
          {"processors", std::thread::hardware_concurrency()},
          {"memory_mib", pages * ::sysconf(_SC_PAGESIZE) / (std::int64_t{1} << 20)},
          {"descriptor_limit", static_cast<std::int64_t>(descriptors.rlim_cur)}};
}

std::string hash_of(const std::vector<CaseFile>& files) {
  std::string all;
  for (const CaseFile& file : files) all += file.name + " " + file.sha256 + "\n";
  return sha256_hex(all);
}

/// The SHA-256 of each case of which a cell was planned.
std::map<std::string, std::string> hashes_of(const std::vector<CaseFile>& files, const std::vector<PlannedCell>& plan) {
  std::map<std::string, std::string> all;
  for (const CaseFile& file : files) all[file.name] = file.sha256;
  std::map<std::string, std::string> hashes;
  for (const PlannedCell& planned : plan) hashes[planned.spec->name] = all[planned.spec->name];
  return hashes;
}

/// What is reported of clauses: those that the cells name, and where every case was chosen, all of messaging semantics.
std::map<std::string, ClauseInfo> clauses_of(const RunArguments& arguments, const LoadedCases& cases,
                                             const std::vector<PlannedCell>& plan, const Proof& proof) {
  std::set<std::string> named;
  for (const PlannedCell& planned : plan) named.insert(planned.spec->clauses.begin(), planned.spec->clauses.end());
  const bool is_whole = is_whole_set(arguments);
  std::map<std::string, ClauseInfo> clauses;
  for (const CoveredClause& covered : coverage_of(cases, proof)) {
    const Clause& clause = *covered.clause;
    if (!named.contains(clause.id) && !(is_whole && clause.scope.empty())) continue;
    clauses[clause.id] = {clause.id,        clause.source, clause.section,
                          clause.level,     clause.text,   to_string(covered.cover),
                          words_of(covered)};
  }
  return clauses;
}

}  // namespace

/// Whether every cell was chosen that the expectations may speak of: those of the tree say nothing of another folder.
bool is_whole_set(const RunArguments& arguments) {
  const RunArguments usual;
  std::error_code ignored;
  const bool foreign = arguments.expectations == usual.expectations && arguments.scenarios != usual.scenarios &&
                       !std::filesystem::equivalent(arguments.scenarios, usual.scenarios, ignored);
  return !foreign && arguments.cases.empty() && arguments.selection.filters.empty() &&
         arguments.selection.tags.empty() && arguments.selection.clauses.empty() && arguments.selection.cells.empty();
}

RunResult describe_run(const Material& material, const std::vector<PlannedCell>& plan, const Proof& proof) {
  RunResult run;
  run.zassay_version = ZASSAY_VERSION;
  run.started = utc_now();
  run.command = material.command_line;
  run.seed = material.arguments.seed;
  run.case_set_sha256 = hash_of(material.cases.files);
  run.machine = describe_machine();
  run.planned = plan.size();
  for (const Implementation& implementation : material.implementations) {
    std::string line;
    for (const std::string& word : implementation.command.argv) line += (line.empty() ? "" : " ") + word;
    run.implementations.push_back(
        {implementation.label, line, implementation.hello.library_path, implementation.hello.library_sha256});
  }
  run.clauses = clauses_of(material.arguments, material.cases, plan, proof);
  run.proof = proof_of_cases(proof, hashes_of(material.cases.files, plan));
  return run;
}

}  // namespace zassay
