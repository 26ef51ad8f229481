#include <gtest/gtest.h>

#include <fstream>

#include "prove/excuses.hpp"
#include "prove/mutant.hpp"
#include "reports/test_folder.hpp"

namespace zassay {
namespace {

constexpr const char* sound_entry = R"(- name: drop-one
  family: messages
  carrier: shim
  wrong: "one accepted message never arrives"
  breaks: [RULE-01]
  strikes: "the second message"
  noticed_by:
    exact: ["never arrived"]
)";

class CatalogueTest : public testing::Test {
 protected:
  std::string write(const std::string& text) {
    const std::string path = (folder_.path() / "file.yaml").string();
    std::ofstream(path) << text;
    return path;
  }
  Result<std::vector<Mutant>> load(const std::string& text) { return load_catalogue(write(text), clauses_); }
  std::string refusal(const std::string& text) {
    const auto loaded = load(text);
    return loaded ? "accepted" : loaded.error().sentence;
  }
  /// The sound entry with one text in place of another.
  static std::string changed(const std::string& from, const std::string& to) {
    std::string text = sound_entry;
    return text.replace(text.find(from), from.size(), to);
  }

  TestFolder folder_;
  ClauseCatalogue clauses_{{{"RULE-01", "", "", "MUST", "", ""}}};
};

TEST_F(CatalogueTest, EntryIsRead) {
  const auto loaded = load(sound_entry);
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  ASSERT_EQ(loaded->size(), 1U);
  const Mutant& mutant = loaded->front();
  EXPECT_EQ(mutant.name, "drop-one");
  EXPECT_EQ(mutant.carrier, "shim");
  EXPECT_EQ(mutant.breaks, std::vector<std::string>{"RULE-01"});
  ASSERT_EQ(mutant.noticed_by.size(), 1U);
  EXPECT_EQ(mutant.noticed_by.front().first, "exact");
  EXPECT_EQ(mutant.noticed_by.front().second, std::vector<std::string>{"never arrived"});
  EXPECT_EQ(find_mutant(*loaded, "drop-one"), &mutant);
  EXPECT_EQ(find_mutant(*loaded, "drop-two"), nullptr);
}

TEST_F(CatalogueTest, WhatItCannotMeanIsRefusedWithItsPlace) {
  EXPECT_NE(refusal(changed("carrier: shim", "carrier: wave")).find("file.yaml:3:12"), std::string::npos);
  EXPECT_NE(refusal(changed("RULE-01", "RULE-02")).find("did you mean 'RULE-01'"), std::string::npos);
  EXPECT_NE(refusal(changed("exact:", "exakt:")).find("did you mean 'exact'"), std::string::npos);
  EXPECT_NE(refusal(changed("[\"never arrived\"]", "[]")).find("a list of one text or more"), std::string::npos);
  EXPECT_NE(refusal(changed("[\"never arrived\"]", "[\"\"]")).find("a list of one text or more"), std::string::npos);
  EXPECT_NE(refusal(changed("strikes:", "strike:")).find("did you mean 'strikes'"), std::string::npos);
  EXPECT_NE(refusal(std::string(sound_entry) + sound_entry).find("each mutant once"), std::string::npos);
  EXPECT_NE(refusal("name: drop-one\n").find("a list of entries"), std::string::npos);
}

TEST_F(CatalogueTest, DefectOfTheWireIsOneThatIsThere) {
  std::string wire = changed("carrier: shim", "carrier: wire");
  EXPECT_NE(refusal(wire).find("'drop-one', which mutants/wire does not have"), std::string::npos) << refusal(wire);
  wire.replace(wire.find("drop-one"), 8, "pong-dropped");
  EXPECT_EQ(refusal(wire), "accepted");
}

TEST_F(CatalogueTest, OnlyACrashIsNoticedByACrash) {
  EXPECT_NE(refusal(changed("exact:", "crash:")), "accepted");
  std::string crash = changed("exact:", "crash:");
  crash.replace(crash.find("drop-one"), 8, "crash");
  EXPECT_EQ(refusal(crash), "accepted");
}

TEST_F(CatalogueTest, ExcuseIsNeededOrToBeTakenOut) {
  auto excuses =
      Excuses::load(write("- mutant: drop-one\n  reason: first\n"
                          "- case: a/b\n  check: exact\n  reason: second\n"
                          "- case: a/b\n  mutant: drop-one\n  reason: third\n"));
  ASSERT_TRUE(excuses) << excuses.error().sentence;
  EXPECT_EQ(excuses->of_mutant("drop-one"), "first");
  EXPECT_EQ(excuses->of_check("a/b", "exact"), "second");
  EXPECT_EQ(excuses->of_check("a/b", "fifo"), "");
  ASSERT_EQ(excuses->unneeded().size(), 1U);
  EXPECT_NE(excuses->unneeded().front().find("file.yaml:6: the excuse for a/b drop-one"), std::string::npos)
      << excuses->unneeded().front();
  EXPECT_EQ(excuses->of_miss("a/b", "drop-one"), "third");
  EXPECT_TRUE(excuses->unneeded().empty());
  EXPECT_EQ(excuses->of_checks().size(), 1U);
}

TEST_F(CatalogueTest, ExcuseForEverythingIsRefused) {
  for (const char* text : {"- reason: x\n", "- case: a/b\n  reason: x\n", "- check: exact\n  reason: x\n",
                           "- case: a/b\n  check: exact\n  mutant: drop-one\n  reason: x\n", "- mutant: drop-one\n"}) {
    EXPECT_FALSE(Excuses::load(write(text))) << text;
  }
  EXPECT_TRUE(Excuses::load((folder_.path() / "none.yaml").string()));
}

}  // namespace
}  // namespace zassay
