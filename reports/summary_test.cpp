#include "reports/summary.hpp"

#include <gtest/gtest.h>

#include "reports/cluster.hpp"
#include "reports/sample_run.hpp"

namespace zassay {
namespace {

TEST(Summary, GoldenOfEveryVerdict) { expect_golden("summary.md", summary_of(sample_run())); }

TEST(Summary, GoldenOfHostileText) { expect_golden("hostile.summary.md", summary_of(hostile_run())); }

TEST(Summary, HostileTextMakesNoHtmlAndNoLineOfItsOwn) {
  const std::string text = summary_of(hostile_run());
  EXPECT_EQ(text.find("\n# x"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  bool in_code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') in_code = false;
    if (text.compare(i, 3, "```") == 0) {
      in_code = !in_code;
      i += 2;
    }
    EXPECT_TRUE(in_code || text[i] != '<') << text.substr(i, 40);
  }
}

TEST(Clusters, JoinCellsThatDifferOnlyInNumbers) {
  const RunResult run = sample_run();
  const auto clusters = clusters_of(run);
  ASSERT_GE(clusters.size(), 3U);
  EXPECT_EQ(clusters[0].standing, Standing::harness_error);
  EXPECT_EQ(clusters[1].cells, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(clusters[1].smallest, 3U);  // fewer accepted messages
  EXPECT_EQ(clusters[1].cause, "message # of stream s was lost at …");
  for (std::size_t i = 1; i < clusters.size(); ++i) EXPECT_GE(clusters[i - 1].standing, clusters[i].standing);
}

TEST(Clusters, LeaveOutWhatNeedsNoLook) {
  EXPECT_TRUE(clusters_of(run_of({sample_cell(Verdict::pass), sample_cell(Verdict::unsupported)})).empty());
}

TEST(Matrix, HasAColumnForEachPairAndTransport) {
  const CellMatrix matrix = matrix_of(sample_run());
  EXPECT_EQ(matrix.columns, (std::vector<std::string>{"libzmq@4.3.4 · tcp", "a=libzmq@4.3.4 b=pyzmq@27.0.0 · ipc",
                                                      "libzmq@4.3.4 · ipc"}));
  EXPECT_EQ(matrix.rows[0].case_name, "messages/arrives-once");
  EXPECT_EQ(matrix.rows[0].worst, Standing::passed);
  EXPECT_EQ(matrix.rows[1].columns[0], std::vector<std::size_t>{2});
  EXPECT_TRUE(matrix.rows[1].columns[1].empty());
  EXPECT_EQ(matrix.rows[1].columns[2], std::vector<std::size_t>{3});
}

}  // namespace
}  // namespace zassay
