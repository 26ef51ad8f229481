#include "adapter/validate.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "adapter/test_adapter.hpp"

namespace zassay {
namespace {

using Outcome = ProtocolCheck::Outcome;

AdapterCommand of_folder(const std::string& name) {
  return {{python(), "-S", "-E", SOURCE_DIRECTORY "/harness/adapter/hostile/" + name + ".py"},
          {"PYTHONDONTWRITEBYTECODE=1"}};
}

std::map<std::string, ProtocolCheck> validated(const AdapterCommand& command) {
  std::map<std::string, ProtocolCheck> checks;
  for (ProtocolCheck& check : validate_adapter(command)) checks[check.name] = std::move(check);
  return checks;
}

TEST(ValidateTest, TheToyKeepsEveryRuleOfWhatItDoes) {
  // What the toy leaves out on purpose, being one thread without sizes to check.
  const std::set<std::string> left_out{"foreign-socket", "small-stamp"};
  const std::size_t before = open_descriptors();
  int asked = 0;
  for (const auto& [name, check] : validated(of_folder("sound"))) {
    EXPECT_TRUE(check.outcome != Outcome::failed || left_out.contains(name)) << name << ": " << check.sentence;
    EXPECT_FALSE(check.sentence.empty()) << name;
    asked += check.ok() ? 1 : 0;
  }
  EXPECT_GE(asked, 20);
  EXPECT_EQ(open_descriptors(), before);
}

TEST(ValidateTest, FindsTheAdapterThatSaysYesToEverything) {
  auto checks = validated(of_folder("unknown_op_ok"));
  EXPECT_EQ(checks["unknown-operation"].outcome, Outcome::failed);
  EXPECT_NE(checks["unknown-operation"].sentence.find("not unsupported"), std::string::npos);
  EXPECT_EQ(checks["unknown-argument"].outcome, Outcome::failed);
  EXPECT_EQ(checks["frames"].outcome, Outcome::ok);
}

TEST(ValidateTest, GoesOnAfterACrash) {
  auto checks = validated(of_folder("crash_by_signal"));  // whenever it is asked to receive
  EXPECT_EQ(checks["frames"].outcome, Outcome::failed);
  EXPECT_EQ(checks["frames"].sentence.substr(0, 6), "crash:");
  EXPECT_EQ(checks["unknown-operation"].outcome, Outcome::ok);
  EXPECT_EQ(checks["poll"].outcome, Outcome::failed);
}

TEST(ValidateTest, AnAdapterThatDoesNotQuitIsWaitedForOnceBeforeItsOwnRules) {
  std::set<std::string> told;
  for (const auto& [name, check] : validated(of_folder("did_not_quit"))) {
    if (check.sentence.starts_with("did-not-quit:")) told.insert(name);
  }
  EXPECT_TRUE(told.contains("quit") && told.contains("end-of-input"));
  EXPECT_EQ(told.size(), 3U);
}

TEST(ValidateTest, AnAdapterWithoutAHelloIsAskedNothing) {
  const auto checks = validate_adapter(of_folder("crash_at_start"));
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_EQ(checks[0].outcome, Outcome::failed);
  EXPECT_NE(checks[0].standard_error.find("cannot start"), std::string::npos);
}

TEST(ValidateTest, TheAdapterOfThisTreeKeepsEveryRule) {
  const std::string program = BINARY_DIRECTORY "/bin/zassay-adapter-libzmq";
  if (::access(program.c_str(), X_OK) != 0) GTEST_SKIP() << "zassay-adapter-libzmq is not built";
  for (const ProtocolCheck& check : validate_adapter({{program}, {}})) {
    EXPECT_TRUE(check.ok()) << check.name << ": " << check.sentence << "\n" << check.standard_error;
  }
}

}  // namespace
}  // namespace zassay
