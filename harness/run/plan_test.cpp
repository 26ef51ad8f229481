#include "run/plan.hpp"

#include <gtest/gtest.h>

#include "run/cell.hpp"
#include "run/command_words.hpp"

namespace zassay {
namespace {

Implementation implementation(const std::string& label) {
  Implementation result;
  result.label = label;
  result.hello.capabilities = {{"socket_types", {"PUSH", "PULL"}}, {"transports", {"inproc"}}, {"poll", true}};
  return result;
}

/// Cells over inproc and tcp of a case with one socket on each of the sides a and b.
CaseFile case_file(const std::string& name) {
  CaseFile file;
  file.name = name;
  for (const std::string transport : {"inproc", "tcp"}) {
    Case cell;
    cell.name = name;
    cell.transport = transport;
    cell.parameters = {{"transport", transport}};
    cell.tags = {name == "t/one" ? "slow" : "quick"};
    cell.clauses = {"CLAUSE-" + transport};
    for (const std::string side : {"b", "a"}) {
      SocketSpec socket;
      socket.name = "socket-" + side;
      socket.type = "PUSH";
      socket.side = transport == "inproc" ? "a" : side;
      cell.sockets.push_back(socket);
    }
    file.cells.push_back(cell);
  }
  return file;
}

class PlanTest : public ::testing::Test {
 protected:
  std::vector<std::string> names(const Selection& selection) const {
    std::vector<std::string> result;
    for (const PlannedCell& cell : make_plan(cases_, implementations_, selection)) result.push_back(cell.name);
    return result;
  }

  std::vector<CaseFile> cases_{case_file("t/one"), case_file("t/two")};
  std::vector<Implementation> implementations_{implementation("x@1")};
};

using Names = std::vector<std::string>;

TEST_F(PlanTest, TakesEverythingInOrder) {
  const Names all{"t/one[transport=inproc]", "t/one[transport=tcp]", "t/two[transport=inproc]", "t/two[transport=tcp]"};
  EXPECT_EQ(names({}), all);
}

TEST_F(PlanTest, KindsOfChoiceNarrowEachOtherAndOneKindWidens) {
  EXPECT_EQ(names({.tags = {"slow"}, .clauses = {"CLAUSE-tcp"}}), Names{"t/one[transport=tcp]"});
  EXPECT_EQ(names({.filters = {"t/two"}, .tags = {"slow"}}), Names{});
  EXPECT_EQ(names({.tags = {"slow", "quick"}, .clauses = {"CLAUSE-tcp"}}).size(), 2U);
  EXPECT_EQ(names({.cells = {"t/two[transport=tcp]", "t/two"}}), Names{"t/two[transport=tcp]"});
}

TEST_F(PlanTest, RepeatsEachCellInARow) {
  const auto plan = make_plan(cases_, implementations_, {.tags = {"slow"}, .repeat = 2});
  ASSERT_EQ(plan.size(), 4U);
  EXPECT_EQ(plan[0].name, plan[1].name);
  EXPECT_EQ(plan[0].round, 1);
  EXPECT_EQ(plan[1].round, 2);
  EXPECT_NE(history_path(plan[0]), history_path(plan[1]));
}

TEST_F(PlanTest, SeveralImplementationsPlayAloneAndAsPairsOnlyWhereThereAreTwoSides) {
  implementations_.push_back(implementation("y@2"));
  const Names alone{"t/one[transport=inproc] x@1", "t/one[transport=inproc] y@2", "t/one[transport=tcp] x@1",
                    "t/one[transport=tcp] y@2"};
  EXPECT_EQ(names({.tags = {"slow"}}), alone);
  const Names paired{"t/one[transport=inproc] x@1",      "t/one[transport=inproc] y@2",
                     "t/one[transport=tcp] x@1",         "t/one[transport=tcp] a=x@1 b=y@2",
                     "t/one[transport=tcp] a=y@2 b=x@1", "t/one[transport=tcp] y@2"};
  EXPECT_EQ(names({.tags = {"slow"}, .pairs = true}), paired);
}

TEST(GlobTest, BracketsStandForThemselvesAndForClasses) {
  const std::string cell = "hwm/push[transport=tcp,hwm=1]";
  for (const char* glob : {"hwm/*", "hwm/push", "hwm/push[transport=tcp,hwm=1]", "*[transport=tcp*", "*hwm=1]",
                           "hwm/pus?", "hwm/[pq]ush", "*"}) {
    EXPECT_TRUE(glob_matches(glob, cell)) << glob;
  }
  for (const char* glob : {"hwm", "push", "*tcp", "hwm/push[transport=ipc*", "hwm/[xy]ush", "*[transport=ipc]", ""}) {
    EXPECT_FALSE(glob_matches(glob, cell)) << glob;
  }
}

PlannedCell planned(const Case& spec, const Implementation& who) {
  PlannedCell cell{&spec, cell_name(spec), {}, 1};
  for (const std::string& side : side_names(spec)) cell.sides[side] = &who;
  return cell;
}

TEST(CapabilityTest, NamesWhatIsMissing) {
  const Implementation who = implementation("x@1");
  CaseFile file = case_file("t/one");
  Case& inproc = file.cells[0];
  EXPECT_EQ(missing_capability(planned(inproc, who)), "");
  EXPECT_EQ(missing_capability(planned(file.cells[1], who)), "x@1 has no transport tcp");
  Step poll;
  poll.verb = "poll";
  inproc.steps = {poll};
  EXPECT_EQ(missing_capability(planned(inproc, who)), "");
  Step repeat;
  repeat.verb = "repeat";
  repeat.steps.emplace_back().verb = "signal";
  inproc.steps.push_back(repeat);
  EXPECT_EQ(missing_capability(planned(inproc, who)), "x@1 does not offer signals");
  inproc.steps.pop_back();
  inproc.needs = {"threads"};
  EXPECT_EQ(missing_capability(planned(inproc, who)), "x@1 does not offer threads");
  inproc.needs.clear();
  Step bind;
  bind.verb = "bind";
  bind.arguments["endpoint"] = "nonsense://";
  inproc.steps = {bind};
  EXPECT_EQ(missing_capability(planned(inproc, who)), "");
  inproc.steps[0].arguments["endpoint"] = "tcp://127.0.0.1:*";
  EXPECT_EQ(missing_capability(planned(inproc, who)), "x@1 has no transport tcp");
  inproc.steps.clear();
  inproc.sockets[0].connect = {"ipc:///tmp/x"};
  EXPECT_EQ(missing_capability(planned(inproc, who)), "x@1 has no transport ipc");
  inproc.sockets[0].connect.clear();
  inproc.sockets[0].type = "SUB";
  EXPECT_EQ(missing_capability(planned(inproc, who)), "x@1 has no socket type SUB");
}

TEST(HistoryPathTest, IsPlainAndDiffersForEveryCell) {
  Case spec;
  spec.name = "t/one";
  std::set<std::string> paths;
  const std::string longest(300, 'x');
  for (const std::string& value : Names{"a b", "a_b", "a/b", "a]b", "a\x01\xff", "..", longest, longest + "y"}) {
    for (const int round : {1, 2}) {
      const std::string path = history_path({&spec, "t/one[v=" + value + "]", {}, round});
      EXPECT_TRUE(paths.insert(path).second) << path;
      EXPECT_EQ(path.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789=,.@+-_#/"), std::string::npos) << path;
      EXPECT_EQ(std::count(path.begin(), path.end(), '/'), 3) << path;
      EXPECT_LT(path.size(), 220U);
    }
  }
  EXPECT_EQ(history_path({&spec, "t/one[v=1] x@1", {}, 1}), "histories/t/one/_v=1__x@1.jsonl");
}

TEST(CommandWordsTest, AreSplitAndQuotedAsAShellDoes) {
  EXPECT_EQ(split_command(" ./a  'b c' \"d 'e\" f\\ g '' ").value(), (Names{"./a", "b c", "d 'e", "f g", ""}));
  EXPECT_EQ(split_command("a$b *").value(), (Names{"a$b", "*"}));
  EXPECT_EQ(split_command("").value(), Names{});
  for (const char* open : {"'a", "a \"b", "a'"}) EXPECT_EQ(split_command(open).error().code, "usage") << open;
  EXPECT_EQ(shell_word("plain-1.2/x=y"), "plain-1.2/x=y");
  for (const std::string& word : Names{"", "a b", "it's", "*", "\"", "\\", "a\nb", "$x", "~"}) {
    EXPECT_EQ(split_command(shell_word(word)).value(), Names{word}) << word;
  }
}

}  // namespace
}  // namespace zassay
