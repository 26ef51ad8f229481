#include "reports/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "reports/member_reader.hpp"

namespace zassay {
namespace {

constexpr int proof_version = 1;
constexpr std::uint64_t most_lines = 1'000'000;

Json to_json(const ProvenCheck& check) {
  Json value{{"check", check.check}, {"line", check.line}, {"level", check.level}, {"proven_by", check.proven_by}};
  if (!check.excuse.empty()) value["excuse"] = check.excuse;
  return value;
}

Json to_json(const ProvenCase& proven) {
  Json checks = Json::array();
  for (const ProvenCheck& check : proven.checks) checks.push_back(to_json(check));
  Json value{{"case", proven.name}, {"sha256", proven.sha256}, {"checks", std::move(checks)}, {"kills", proven.kills}};
  if (!proven.misses.empty()) value["misses"] = proven.misses;
  return value;
}

Json to_json(const ProvenMutant& mutant) {
  Json value{{"mutant", mutant.name}, {"family", mutant.family}, {"carrier", mutant.carrier},
             {"wrong", mutant.wrong}, {"breaks", mutant.breaks}, {"killers", mutant.killers}};
  if (!mutant.excuse.empty()) value["excuse"] = mutant.excuse;
  return value;
}

std::map<std::string, std::string> texts_by_name(MemberReader& reader, const char* name) {
  std::map<std::string, std::string> texts;
  if (!reader.has(name)) return texts;
  const Json object = reader.object(name);
  if (!object.is_object()) return texts;
  for (const auto& [key, value] : object.items()) {
    if (!value.is_string()) {
      reader.refuse(name, "texts");
    } else {
      texts[key] = value.get<std::string>();
    }
  }
  return texts;
}

ProvenCase read_case(MemberReader& reader) {
  ProvenCase proven;
  proven.name = reader.text("case");
  proven.sha256 = reader.text("sha256");
  proven.kills = texts_by_name(reader, "kills");
  proven.misses = texts_by_name(reader, "misses");
  reader.each("checks", [&proven](MemberReader& item) {
    ProvenCheck check;
    check.check = item.text("check");
    check.line = static_cast<int>(item.whole("line", most_lines));
    check.level = item.text("level");
    check.proven_by = item.texts("proven_by");
    if (item.has("excuse")) check.excuse = item.text("excuse");
    proven.checks.push_back(std::move(check));
  });
  return proven;
}

ProvenMutant read_mutant(MemberReader& reader) {
  ProvenMutant mutant{reader.text("mutant"),
                      reader.text("family"),
                      reader.text("carrier"),
                      reader.text("wrong"),
                      reader.texts("breaks"),
                      reader.texts("killers"),
                      ""};
  if (reader.has("excuse")) mutant.excuse = reader.text("excuse");
  return mutant;
}

}  // namespace

const ProvenCase* Proof::find(const std::string& case_name) const {
  const auto found = std::find_if(cases.begin(), cases.end(),
                                  [&case_name](const ProvenCase& proven) { return proven.name == case_name; });
  return found == cases.end() ? nullptr : &*found;
}

bool is_unproven(const ProvenCheck& check) {
  return check.level == "MUST" && check.proven_by.empty() && check.excuse.empty();
}

bool survives(const ProvenMutant& mutant) { return mutant.killers.empty() && mutant.excuse.empty(); }

Proof proof_of_cases(Proof proof, const std::map<std::string, std::string>& sha256_by_case) {
  std::erase_if(proof.cases, [&](const ProvenCase& proven) { return !sha256_by_case.contains(proven.name); });
  for (ProvenCase& proven : proof.cases) {
    if (sha256_by_case.at(proven.name) == proven.sha256) continue;
    for (ProvenCheck& check : proven.checks) {
      check.proven_by.clear();
      check.excuse = "the case was changed after it was proven";
    }
    proven.kills.clear();
  }
  return proof;
}

Json to_json(const Proof& proof) {
  Json cases = Json::array();
  for (const ProvenCase& proven : proof.cases) cases.push_back(to_json(proven));
  Json mutants = Json::array();
  for (const ProvenMutant& mutant : proof.mutants) mutants.push_back(to_json(mutant));
  return {{"proof", proof_version}, {"cases", std::move(cases)}, {"mutants", std::move(mutants)}};
}

Result<Proof> proof_from_json(const Json& value) {
  std::string refusal;
  Proof proof;
  MemberReader reader(value, "", refusal);
  if (reader.whole("proof") != proof_version) reader.refuse("proof", fmt::format("version {}", proof_version));
  reader.each("cases", [&proof](MemberReader& item) { proof.cases.push_back(read_case(item)); });
  reader.each("mutants", [&proof](MemberReader& item) { proof.mutants.push_back(read_mutant(item)); });
  if (!refusal.empty()) return failure("bad-proof", refusal);
  return proof;
}

Result<Proof> load_proof(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return failure("unreadable", fmt::format("cannot read {}: {}", path, std::generic_category().message(errno)));
  }
  const auto json = parse_json(text.str());
  if (!json) return failure("bad-proof", path + ": " + json.error().sentence);
  auto proof = proof_from_json(*json);
  if (!proof) return failure("bad-proof", path + ": " + proof.error().sentence);
  return proof;
}

Result<Proof> load_proof_if_any(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return Proof{};
  return load_proof(path);
}

}  // namespace zassay
