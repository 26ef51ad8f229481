#include "run/implementation.hpp"

#include <filesystem>
#include <set>

#include "run/command_words.hpp"
#include "run/doctor.hpp"
#include "run/plan.hpp"
#include "run/test_cell.hpp"

namespace zassay {
namespace {

using Words = std::vector<std::string>;

TEST(ImplementationNameTest, OnlyWhatComesWithZassayHasAName) {
  const auto libzmq = command_of_name("libzmq");
  ASSERT_TRUE(libzmq);
  EXPECT_EQ(libzmq->argv, Words{program_folder() + "/zassay-adapter-libzmq"});
  for (const char* name : {"", "Libzmq", "libzmq ", "mine", "mine --port 5"}) {
    EXPECT_EQ(command_of_name(name).error().code, "unknown-implementation") << name;
  }
  // A name with a slash is a command, split as any other.
  EXPECT_EQ(command_of_name("./my\\ adapter 'a b'").value().argv, (Words{"./my adapter", "a b"}));
  EXPECT_EQ(command_of_name("./a 'b").error().code, "usage");
}

TEST(ImplementationNameTest, ACommandHasAProgram) {
  for (const char* line : {"", "  \n\t ", "''", "'' x"}) EXPECT_EQ(command_of_line(line).error().code, "usage") << line;
  EXPECT_EQ(command_of_line("\"a\nb\" '' x").value().argv, (Words{"a\nb", "", "x"}));
}

TEST(ImplementationNameTest, ALibraryIsNamedByItsOwnPath) {
  const auto missing = command_of_library("/nowhere/lib zmq.so");
  EXPECT_EQ(missing.error().code, "no-library");
  EXPECT_NE(missing.error().sentence.find("/nowhere/lib zmq.so"), std::string::npos);
  const RunDirectory folder = *RunDirectory::make();
  std::ofstream(folder.path() + "/real.so") << "x";
  std::filesystem::create_symlink("real.so", folder.path() + "/a link.so");
  const std::string real = std::filesystem::canonical(folder.path() + "/real.so").string();
  // Two links to one library are one implementation, and where the program is started makes no difference.
  EXPECT_EQ(command_of_library(folder.path() + "/a link.so").value().argv.back(), real);
}

TEST(MeetTest, TellsWhoItIsAndKeepsTheProcess) {
  AdapterPool pool;
  const AdapterCommand command = test_cell::toy("").command;
  const auto first = meet(pool, "the toy", command);
  ASSERT_TRUE(first) << first.error().sentence;
  EXPECT_EQ(first->name, "the toy");
  EXPECT_EQ(first->label, "toy@1");
  const auto again = meet(pool, "again", command);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->hello.process, first->hello.process) << "the same command is served by the same process";
  const auto other = meet(pool, "other", test_cell::toy(" ").command);
  ASSERT_TRUE(other);
  EXPECT_NE(other->hello.process, first->hello.process);
}

TEST(MeetTest, AnAdapterThatDoesNotComeIsNamedWithItsLastWords) {
  AdapterPool pool;
  EXPECT_EQ(meet(pool, "x", {{"/nowhere/adapter"}, {}}).error().code, "not-found");
  const auto loud =
      meet(pool, "x", test_cell::toy("print('x' * 5000 + 'the end \\n ', file=sys.stderr); sys.exit(3)").command);
  ASSERT_FALSE(loud);
  EXPECT_EQ(loud.error().code, "crash");
  EXPECT_TRUE(loud.error().sentence.ends_with("xthe end")) << loud.error().sentence;
  EXPECT_LT(loud.error().sentence.size(), 2500U);
  EXPECT_EQ(meet(pool, "x", test_cell::toy("sys.exit(3)").command).error().sentence.find("standard error"),
            std::string::npos);
}

TEST(ShellWordTest, IsReadBackByAShell) {
  const Words hostile{
      "",      "a b",        "it's", "'",  "''", "\"", "\\", "a\nb", "\n",   "$HOME", "`id`",
      "a;b&c", "*?[x]{a,b}", "~",    "#x", "!x", "\t", "-n", "ä€",   "\x01", "a\\'b", "t/one[v=a b] x@1 (2)",
      "a=b",   "$(exit 3)",  "\\\n"};
  for (const std::string& word : hostile) {
    const std::string line = "printf '<%s>' " + shell_word(word);
    FILE* const shell = ::popen(line.c_str(), "r");
    ASSERT_NE(shell, nullptr);
    std::string heard;
    for (int letter = std::fgetc(shell); letter != EOF; letter = std::fgetc(shell)) heard += static_cast<char>(letter);
    EXPECT_EQ(::pclose(shell), 0) << line;
    EXPECT_EQ(heard, "<" + word + ">") << line;
    EXPECT_EQ(split_command("x " + shell_word(word)).value(), (Words{"x", word})) << line;
  }
}

TEST(RepeatCommandTest, NamesTheCellSoThatAShellGivesItBack) {
  test_cell::Bench bench;
  Case spec = test_cell::pipeline({"push.send: {stream: s}"});
  spec.parameters.emplace_back("word", "it's $HOME\n");
  const auto words = split_command(bench.play(spec).result.repeat_command);
  ASSERT_TRUE(words);
  EXPECT_EQ(*words, (Words{"zassay", "run", "--cell", cell_name(spec)}));
}

TEST(PlanTwinsTest, CellsOfTwoImplementationsThatAreAlikeKeepApart) {
  CaseFile file;
  Case spec = test_cell::pipeline({"push.send: {stream: s}"});
  spec.sockets[1].side = "b";
  file.cells = {spec};
  const std::vector<CaseFile> files{file};  // the plan points into it
  // The command line tells labels apart that are alike: here as it does it.
  std::vector<Implementation> twins{test_cell::toy(), test_cell::toy()};
  twins[1].label += "#2";
  std::set<std::string> names, paths;
  const auto plan = make_plan(files, twins, {.pairs = true});
  for (const PlannedCell& cell : plan) {
    names.insert(cell.name);
    paths.insert(history_path(cell));
  }
  EXPECT_EQ(plan.size(), 4U);
  EXPECT_EQ(names.size(), 4U);
  EXPECT_EQ(paths.size(), 4U);
}

TEST(DoctorTest, EveryAnswerSaysWhatWasSeenOrWhatIsMissing) {
  std::set<std::string> asked;
  for (const DoctorAnswer& answer : examine_machine()) {
    EXPECT_TRUE(asked.insert(answer.evidence).second) << answer.evidence;
    EXPECT_GT(answer.sentence.size(), 10U) << answer.evidence;
    if (answer.evidence == "thread-state") continue;  // needs an adapter that need not be built with these tests
    EXPECT_TRUE(answer.available) << answer.evidence << ": " << answer.sentence;
  }
  EXPECT_EQ(asked, (std::set<std::string>{"guardian", "thread-state", "socket-queues", "signals", "clock", "ports",
                                          "descriptors"}));
}

}  // namespace
}  // namespace zassay
