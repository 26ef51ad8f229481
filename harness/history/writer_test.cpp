#include "history/writer.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>

#include "history/history.hpp"

namespace zassay {
namespace {

class Writer : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/zassay-writer-XXXXXX";
    ASSERT_NE(::mkdtemp(name), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    ::unlink(path().c_str());
    ::rmdir(folder_.c_str());
  }
  std::string path() const { return folder_ + "/history.jsonl"; }
  std::string text() const {
    std::ifstream file(path(), std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
  }
  long lines() const {
    const std::string all = text();
    return std::count(all.begin(), all.end(), '\n');
  }
  static Json header() {
    return {{"history", 1},
            {"run", 7},
            {"case", "c"},
            {"cell", "c[]"},
            {"sockets", Json::object()},
            {"streams", Json::object()}};
  }

 private:
  std::string folder_;
};

TEST_F(Writer, WritesLinesTogetherAndNumbersEvents) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer) << writer.error().sentence;
  EXPECT_EQ(lines(), 1) << "the header is there from the start";
  for (std::size_t i = 0; i < 3; ++i) {
    const auto index = writer->append({{"event", "step"}, {"line", i}});
    ASSERT_TRUE(index);
    EXPECT_EQ(*index, i);
  }
  EXPECT_TRUE(writer->has_waiting());
  ASSERT_TRUE(writer->flush());
  EXPECT_FALSE(writer->has_waiting());
  EXPECT_EQ(lines(), 4);
  EXPECT_EQ(text().back(), '\n');
}

TEST_F(Writer, WhatIsOldIsWrittenWithTheNextLine) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  const std::int64_t began_ns = writer->now_ns();
  ASSERT_TRUE(writer->append({{"event", "step"}}));
  while (writer->now_ns() - began_ns < 60'000'000) {
  }
  ASSERT_TRUE(writer->append({{"event", "step"}}));
  EXPECT_EQ(lines(), 3);
}

TEST_F(Writer, ALongHistoryDoesNotWaitForItsEnd) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->append({{"event", "step"}, {"text", std::string(100'000, 'x')}}));
  EXPECT_EQ(lines(), 2);
}

TEST_F(Writer, TheEndOfTheWriterWritesWhatIsLeft) {
  {
    auto writer = HistoryWriter::create(path(), header());
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append({{"event", "step"}}));
  }
  EXPECT_EQ(lines(), 2);
}

TEST_F(Writer, HandsBackWhatItsReaderMakesOfTheFile) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  // A whole number that is kept with a sign, bytes that are no text, and an operation.
  ASSERT_TRUE(writer->append({{"event", "invoke"}, {"op", 1}, {"call", "\xFFsend"}, {"arguments", {{"count", 3}}}}));
  ASSERT_TRUE(writer->append({{"event", "end"}, {"outcome", "completed"}, {"reason", ""}, {"line", 0}}));
  const auto made = writer->finish();
  const auto read = read_history(path());
  ASSERT_TRUE(made && read);
  EXPECT_EQ(made->events, 2U);
  EXPECT_EQ(made->events, read->events);
  ASSERT_EQ(made->operations.size(), 1U);
  EXPECT_EQ(made->operations[0].call, "\xEF\xBF\xBDsend");
  EXPECT_EQ(made->operations[0].call, read->operations[0].call);
  EXPECT_EQ(made->operations[0].arguments, read->operations[0].arguments);
  EXPECT_EQ(made->header.whole, read->header.whole);
}

TEST_F(Writer, WhatIsNoHistoryIsToldAtItsEnd) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->append({{"event", "no such event"}}));
  const auto made = writer->finish();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "bad-history");
  EXPECT_EQ(made.error().sentence, read_history(path()).error().sentence);
}

TEST_F(Writer, TimeNeverDecreasesAndIsOnTheCellsClock) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t monotonic_ns = static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
  const std::int64_t placed_ns = writer->from_monotonic_ns(monotonic_ns);
  EXPECT_GE(placed_ns, 0);
  EXPECT_GE(writer->now_ns(), placed_ns);
  std::int64_t latest = placed_ns;
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(writer->append({{"event", "step"}, {"t", -5}}));
  ASSERT_TRUE(writer->flush());
  std::istringstream lines(text());
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::int64_t t = integer_member(*parse_json(line), "t", -1);
    EXPECT_GE(t, latest);
    latest = t;
  }
}

TEST_F(Writer, BytesThatAreNoTextDoNotBreakALine) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->append({{"event", "step"}, {"text", "\xFF\xFE\n"}}));
  ASSERT_TRUE(writer->flush());
  EXPECT_TRUE(read_history(path()));
}

TEST_F(Writer, RefusesWhatIsNoEventAndAFolderThatIsNotThere) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  EXPECT_FALSE(writer->append(Json::array()));
  EXPECT_TRUE(writer->append({{"event", "step"}})) << "a refused event breaks nothing";
  const auto nowhere = HistoryWriter::create("/nonexistent/folder/history.jsonl", header());
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, "unwritable");
}

/// The limit on a file's size stands for a full disk: in a child, since it holds for the whole process.
TEST_F(Writer, AFullDiskIsOneErrorForEver) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    auto writer = HistoryWriter::create(path(), header());
    const rlimit limit{200, 200};
    if (!writer || ::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(1);
    std::optional<Error> first;
    for (int i = 0; i < 20 && !first; ++i) {
      const auto appended = writer->append({{"event", "step"}, {"line", i}, {"text", "twenty characters ok"}});
      if (!appended) first = appended.error();
      if (const auto written = writer->flush(); !written && !first) first = written.error();
    }
    if (!first || first->code != "unwritable") ::_exit(2);
    const auto again = writer->append({{"event", "end"}});
    ::_exit(!again && again.error().sentence == first->sentence ? 0 : 3);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  const auto history = read_history(path());
  ASSERT_TRUE(history) << "the torn last line is ignored: " << history.error().sentence;
  EXPECT_EQ(text().size(), 200U);
  EXPECT_NE(text().back(), '\n');
}

TEST_F(Writer, AMovedWriterGoesOn) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer);
  HistoryWriter moved = std::move(*writer);
  ASSERT_TRUE(moved.append({{"event", "step"}}));
  auto other = HistoryWriter::create(path() + ".other", header());
  ASSERT_TRUE(other);
  *other = std::move(moved);
  EXPECT_EQ(other->append({{"event", "step"}}).value_or(99), 1U);
  ::unlink((path() + ".other").c_str());
}

}  // namespace
}  // namespace zassay
