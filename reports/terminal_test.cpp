#include "reports/terminal.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <thread>

#include "reports/sample_run.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

class RecordingSink final : public TerminalSink {
 public:
  explicit RecordingSink(bool is_terminal = false, std::size_t width = 0) : is_terminal_(is_terminal), width_(width) {}
  void write(std::string_view part) override {
    text += part;
    writes.emplace_back(part);
  }
  bool is_terminal() const override { return is_terminal_; }
  std::size_t width_columns() const override { return width_; }

  std::string text;
  std::vector<std::string> writes;

 private:
  bool is_terminal_;
  std::size_t width_;
};

/// Sets or removes an environment variable for a while.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) before_ = old;
    value ? ::setenv(name, value, 1) : ::unsetenv(name);
  }
  ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

void tell(TerminalReporter& reporter, const RunResult& run) {
  reporter.begin(run);
  for (const CellResult& cell : run.cells) reporter.finished(cell);
  reporter.end(run, "out/index.html");
}

TEST(Terminal, GoldenWithoutATerminal) {
  RecordingSink sink;
  TerminalReporter reporter(sink, {});
  tell(reporter, sample_run());
  expect_golden("terminal.txt", sink.text);
  EXPECT_EQ(sink.text.find('\x1b'), std::string::npos);
  EXPECT_EQ(sink.text.find('\r'), std::string::npos);
}

TEST(Terminal, TheFirstLineNamesTheSeed) {
  RecordingSink sink;
  TerminalReporter reporter(sink, {});
  reporter.begin(sample_run());
  EXPECT_TRUE(sink.text.starts_with("seed 18446744073709551615 · 15 cells · 2 jobs · zassay run --seed 7"))
      << sink.text;
}

TEST(Terminal, OneLineForEachFailureWithItsCommand) {
  RecordingSink sink;
  TerminalReporter reporter(sink, {});
  const CellResult cell = sample_run().cells[2];
  reporter.finished(cell);
  EXPECT_EQ(sink.text,
            "✗ FAIL hwm/push-blocks-and-resumes[transport=tcp]: exact: message 17 of stream s was lost at pull without "
            "a cause [PIPELINE-PUSH-07, API-SEND-02] — repeat: " +
                cell.repeat_command + "\n");
}

TEST(Terminal, SaysNothingOfCellsThatNeedNoLook) {
  RecordingSink sink;
  TerminalReporter reporter(sink, {});
  reporter.finished(sample_cell(Verdict::pass));
  reporter.finished(sample_cell(Verdict::unsupported));
  CellResult known = sample_cell(Verdict::fail);
  known.expected_reason = "known";
  reporter.finished(known);
  EXPECT_EQ(sink.text, "");
}

TEST(Terminal, FoldsTheErrorsOfAMachineThatAilsAndNoFailure) {
  RecordingSink sink;
  TerminalReporter reporter(sink, {});
  CellResult cell;
  cell.judgement.verdict = Verdict::error;
  for (int i = 0; i < 100; ++i) reporter.finished(cell);
  EXPECT_EQ(sink.writes.size(), 21U);
  EXPECT_NE(sink.text.find("more cells could not be judged"), std::string::npos);
  cell.judgement.verdict = Verdict::fail;
  for (int i = 0; i < 100; ++i) reporter.finished(cell);
  EXPECT_EQ(sink.writes.size(), 121U);
}

TEST(Terminal, HostileTextWritesNoEscapeSequence) {
  RecordingSink sink;
  TerminalReporter reporter(sink, {});
  tell(reporter, hostile_run());
  for (const unsigned char c : sink.text) EXPECT_TRUE(c >= 0x20 || c == '\n') << int{c};
}

TEST(Terminal, TheBarFitsTheWindowAndIsErasedBeforeALine) {
  RecordingSink sink(true, 30);
  TerminalReporter reporter(sink, {false, true});
  const RunResult run = run_of({sample_cell(Verdict::pass), sample_cell(Verdict::fail)});
  reporter.begin(run);
  reporter.finished(run.cells[0]);
  reporter.finished(run.cells[1]);
  reporter.end(run, "");
  const std::string erase = "\r\x1b[2K";
  std::size_t bars = 0;
  for (std::string part : sink.writes) {
    if (part.find("█") == std::string::npos && part.find("░") == std::string::npos) continue;
    ++bars;
    if (part.starts_with(erase)) part.erase(0, erase.size());
    EXPECT_LT(columns_of(part), 30U) << part;
    EXPECT_EQ(part.find('\n'), std::string::npos);
  }
  EXPECT_EQ(bars, 3U);
  EXPECT_TRUE(sink.text.ends_with(erase + "Not conformant: 1 MUST failure in 1 case; 1 passed\n")) << sink.text;
}

TEST(TerminalStyle, HonoursNoColourDumbTerminalsAndPipes) {
  const RecordingSink terminal(true);
  const RecordingSink pipe(false);
  const Variable colour("NO_COLOR", nullptr);
  const Variable term("TERM", "xterm");
  EXPECT_TRUE(style_for(terminal).colour && style_for(terminal).bar);
  EXPECT_FALSE(style_for(pipe).colour || style_for(pipe).bar);
  {
    const Variable none("NO_COLOR", "1");
    EXPECT_FALSE(style_for(terminal).colour);
    EXPECT_TRUE(style_for(terminal).bar);
  }
  for (const char* name : {"dumb", static_cast<const char*>(nullptr)}) {
    const Variable dumb("TERM", name);
    EXPECT_FALSE(style_for(terminal).colour || style_for(terminal).bar);
  }
}

TEST(DescriptorSink, KnowsATerminalAndItsWidthFromAPipe) {
  int controller = -1;
  int terminal = -1;
  winsize size{};
  size.ws_col = 61;
  ASSERT_EQ(::openpty(&controller, &terminal, nullptr, nullptr, &size), 0);
  EXPECT_TRUE(DescriptorSink(terminal).is_terminal());
  EXPECT_EQ(DescriptorSink(terminal).width_columns(), 61U);
  ::close(controller);
  ::close(terminal);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  DescriptorSink sink(ends[1]);
  EXPECT_FALSE(sink.is_terminal());
  EXPECT_EQ(sink.width_columns(), 0U);
  sink.write("told");
  char buffer[8];
  EXPECT_EQ(::read(ends[0], buffer, sizeof buffer), 4);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Terminal, LinesOfManyThreadsAreWhole) {
  RecordingSink sink;
  TerminalReporter reporter(sink, {});
  CellResult cell = sample_cell(Verdict::fail);
  cell.judgement.reason = "why";
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int i = 0; i < 100; ++i) reporter.finished(cell);
      });
    }
  }
  EXPECT_EQ(sink.writes.size(), 400U);
  for (const std::string& line : sink.writes) EXPECT_EQ(line, "✗ FAIL topic/case[transport=tcp]: fail: why\n");
}

}  // namespace
}  // namespace zassay
