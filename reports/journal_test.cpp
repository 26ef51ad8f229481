#include "reports/journal.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <thread>

#include "reports/results_json.hpp"
#include "reports/sample_run.hpp"
#include "reports/test_folder.hpp"

namespace zassay {
namespace {

namespace fs = std::filesystem;

TEST(Journal, CellsComeBackInPlannedOrder) {
  const TestFolder folder;
  const RunResult run = sample_run();
  {
    auto journal = Journal::open(folder.path() / "new" / "out", run);
    ASSERT_TRUE(journal) << journal.error().sentence;
    for (std::size_t i = run.cells.size(); i-- > 0;) ASSERT_TRUE(journal->append(i, run.cells[i]));
  }
  const auto read = read_journal(folder.path() / "new" / "out" / journal_name);
  ASSERT_TRUE(read) << read.error().sentence;
  RunResult unfinished = run;
  unfinished.complete = false;
  EXPECT_EQ(to_json(*read), to_json(unfinished));
}

TEST(Journal, ALineIsThereAsSoonAsAppendReturns) {
  const TestFolder folder;
  auto journal = Journal::open(folder.path(), sample_run());
  ASSERT_TRUE(journal);
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(journal->append(i, sample_cell(Verdict::pass)));
    const auto read = read_journal(folder.path() / journal_name);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->cells.size(), i + 1);
  }
}

TEST(Journal, ATornLastLineIsIgnoredWhereverItIsTorn) {
  const TestFolder folder;
  {
    auto journal = Journal::open(folder.path(), run_of({}));
    ASSERT_TRUE(journal);
    ASSERT_TRUE(journal->append(0, sample_cell(Verdict::pass)));
    ASSERT_TRUE(journal->append(1, sample_cell(Verdict::fail)));
  }
  const std::string whole = folder.read(journal_name);
  const std::size_t header_end = whole.find('\n') + 1;
  const std::size_t first_end = whole.find('\n', header_end) + 1;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto read = read_journal(folder.write("torn.jsonl", whole.substr(0, size)));
    ASSERT_EQ(read.has_value(), size >= header_end) << size;
    if (!read) continue;
    const std::size_t cells = size == whole.size() ? 2 : size >= first_end ? 1 : 0;
    EXPECT_EQ(read->cells.size(), cells) << size;
    EXPECT_FALSE(read->complete);
  }
}

TEST(Journal, ALineThatIsNoneInTheMiddleIsAnErrorWithItsNumber) {
  const TestFolder folder;
  const std::string header = to_line({{"journal", 1}, {"run", header_to_json(run_of({}))}}) + "\n";
  for (const char* line : {"garbage\n", "{}\n", "{\"index\":-1,\"cell\":{}}\n", "{\"index\":0,\"cell\":[]}\n"}) {
    const auto read = read_journal(folder.write("bad.jsonl", header + line));
    ASSERT_FALSE(read) << line;
    EXPECT_EQ(read.error().code, "bad-results");
    EXPECT_NE(read.error().sentence.find("line 2"), std::string::npos) << read.error().sentence;
  }
  EXPECT_EQ(read_journal(folder.path() / "none").error().code, "unreadable");
  EXPECT_EQ(read_journal(folder.write("empty", "")).error().code, "bad-results");
}

TEST(Journal, AppendsOfManyThreadsAreWholeLines) {
  const TestFolder folder;
  auto journal = Journal::open(folder.path(), run_of({}));
  ASSERT_TRUE(journal);
  constexpr std::size_t threads = 4;
  constexpr std::size_t lines = 50;
  {
    std::vector<std::jthread> writers;
    for (std::size_t thread = 0; thread < threads; ++thread) {
      writers.emplace_back([&, thread] {
        CellResult cell = sample_cell(Verdict::pass);
        cell.standard_error = std::string(10'000, static_cast<char>('a' + thread));
        for (std::size_t i = 0; i < lines; ++i) EXPECT_TRUE(journal->append(thread * lines + i, cell));
      });
    }
  }
  const auto read = read_journal(folder.path() / journal_name);
  ASSERT_TRUE(read) << read.error().sentence;
  EXPECT_EQ(read->cells.size(), threads * lines);
}

TEST(Journal, AnUnwritableFolderIsAnErrorThatNamesPathAndCause) {
  const TestFolder folder;
  folder.write("file", "");
  const auto journal = Journal::open(folder.path() / "file" / "out", run_of({}));
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, "unwritable");
  EXPECT_NE(journal.error().sentence.find("file/out/cells.jsonl"), std::string::npos) << journal.error().sentence;
  EXPECT_NE(journal.error().sentence.find("Not a directory"), std::string::npos) << journal.error().sentence;
  const TestFolder full;
  fs::create_symlink("/dev/full", full.path() / journal_name);
  const auto on_full_disk = Journal::open(full.path(), run_of({}));
  ASSERT_FALSE(on_full_disk);
  EXPECT_NE(on_full_disk.error().sentence.find("No space left"), std::string::npos) << on_full_disk.error().sentence;
}

/// Lets files of this process grow up to so many bytes: a write beyond that is cut short, then fails.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST(Journal, ALineThatDoesNotFitIsCutOffAgainAndLaterOnesAreWhole) {
  const TestFolder folder;
  auto journal = Journal::open(folder.path(), run_of({}));
  ASSERT_TRUE(journal);
  ASSERT_TRUE(journal->append(0, sample_cell(Verdict::pass)));
  const std::string before = folder.read(journal_name);
  CellResult large = sample_cell(Verdict::crash);
  large.standard_error = std::string(100'000, 'x');
  {
    const FileSizeLimit limit(before.size() + 5000);
    const auto appended = journal->append(1, large);
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().code, "unwritable");
    EXPECT_NE(appended.error().sentence.find("File too large"), std::string::npos) << appended.error().sentence;
  }
  EXPECT_EQ(folder.read(journal_name), before);
  ASSERT_TRUE(journal->append(2, large));
  const auto read = read_journal(folder.path() / journal_name);
  ASSERT_TRUE(read) << read.error().sentence;
  EXPECT_EQ(read->cells.size(), 2U);
}

}  // namespace
}  // namespace zassay
