#include "reports/proof.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "reports/proof_view.hpp"
#include "reports/sample_run.hpp"
#include "reports/test_folder.hpp"

namespace zassay {
namespace {

Finding finding_at(int line, const std::string& check) {
  Finding finding;
  finding.line = line;
  finding.check = check;
  return finding;
}

TEST(Proof, ComesBackAsItWasWritten) {
  const Proof proof = sample_proof("topic/case");
  const auto again = proof_from_json(to_json(proof));
  ASSERT_TRUE(again) << again.error().sentence;
  EXPECT_EQ(*again, proof);
}

TEST(Proof, OfAnotherFormatIsRefusedByTheMemberAtFault) {
  Json value = to_json(sample_proof("topic/case"));
  value["cases"][0]["checks"][0]["proven_by"] = "drop-one";
  const auto refused = proof_from_json(value);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "bad-proof");
  EXPECT_NE(refused.error().sentence.find("proven_by"), std::string::npos) << refused.error().sentence;
  for (const char* text : {"{}", "[]", "{\"proof\":2,\"cases\":[],\"mutants\":[]}", "{\"proof\":1,\"cases\":[1]}"}) {
    EXPECT_FALSE(proof_from_json(*parse_json(text))) << text;
  }
}

TEST(Proof, ThatIsNotThereIsEmptyAndAnUnreadableOneIsAnError) {
  const TestFolder folder;
  const std::string path = (folder.path() / "proof.json").string();
  const auto none = load_proof_if_any(path);
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->cases.empty() && none->mutants.empty());
  EXPECT_EQ(load_proof(path).error().code, "unreadable");
  std::ofstream(path) << "{";
  const auto torn = load_proof_if_any(path);
  ASSERT_FALSE(torn);
  EXPECT_EQ(torn.error().code, "bad-proof");
  EXPECT_NE(torn.error().sentence.find(path), std::string::npos);
}

TEST(Proof, SaysOfEachCheckWhatProvesIt) {
  const Proof proof = sample_proof("topic/case");
  EXPECT_EQ(words_of_proof(proof, "topic/case", finding_at(13, "fifo")),
            "proven by drop-one, duplicate-one, swap-adjacent, corrupt-byte, drop-frame and 2 more");
  EXPECT_EQ(words_of_proof(proof, "topic/case", finding_at(14, "exact")), "unproven");
  EXPECT_EQ(words_of_proof(proof, "topic/case", finding_at(15, "elapsed")), "unproven: no seeded defect is late");
  EXPECT_EQ(words_of_proof(proof, "topic/case", finding_at(0, "ledger")), "");
  EXPECT_EQ(words_of_proof(proof, "topic/case", finding_at(14, "fifo")), "");
  EXPECT_EQ(words_of_proof(proof, "topic/other", finding_at(13, "fifo")), "");
}

TEST(Proof, OfACaseThatWasChangedSinceProvesNothing) {
  const std::string same(64, 'c');
  EXPECT_EQ(proof_of_cases(sample_proof("topic/case"), {{"topic/case", same}}), sample_proof("topic/case"));
  EXPECT_TRUE(proof_of_cases(sample_proof("topic/case"), {{"topic/other", same}}).cases.empty());
  const Proof changed = proof_of_cases(sample_proof("topic/case"), {{"topic/case", std::string(64, 'd')}});
  EXPECT_EQ(words_of_proof(changed, "topic/case", finding_at(13, "fifo")),
            "unproven: the case was changed after it was proven");
}

TEST(Proof, OnlyAMustWithoutExcuseIsUnproven) {
  EXPECT_TRUE(is_unproven({"exact", 1, "MUST", {}, ""}));
  EXPECT_FALSE(is_unproven({"exact", 1, "SHOULD", {}, ""}));
  EXPECT_FALSE(is_unproven({"exact", 1, "MUST", {}, "reason"}));
  EXPECT_FALSE(is_unproven({"exact", 1, "MUST", {"drop-one"}, ""}));
  EXPECT_TRUE(survives({"m", "f", "shim", "w", {}, {}, ""}));
  EXPECT_FALSE(survives({"m", "f", "shim", "w", {}, {}, "reason"}));
  EXPECT_FALSE(survives({"m", "f", "shim", "w", {}, {"case"}, ""}));
}

}  // namespace
}  // namespace zassay
