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

TEST_F(Writer, WritesEachLineAtOnceAndNumbersEvents) {
  auto writer = HistoryWriter::create(path(), header());
  ASSERT_TRUE(writer) << writer.error().sentence;
  const std::string first = text();
  EXPECT_EQ(std::count(first.begin(), first.end(), '\n'), 1);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto index = writer->append({{"event", "step"}, {"line", i}});
    ASSERT_TRUE(index);
    EXPECT_EQ(*index, i);
    const std::string now = text();
    EXPECT_EQ(std::count(now.begin(), now.end(), '\n'), static_cast<long>(i) + 2);
    EXPECT_EQ(now.back(), '\n');
  }
  const auto history = read_history(path());
  ASSERT_TRUE(history) << history.error().sentence;
  EXPECT_EQ(history->events, 3U);
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
