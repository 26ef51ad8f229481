#include "adapters/libzmq/input.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

namespace zassay::libzmq {
namespace {

/// The lines that a reader makes of pieces, each written by one write(2).
std::vector<std::string> lines_of(const std::vector<std::string>& pieces, std::size_t limit, std::size_t* too_long) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  std::thread writer([&pieces, end = ends[1]] {
    for (const std::string& piece : pieces) {
      EXPECT_EQ(::write(end, piece.data(), piece.size()), static_cast<ssize_t>(piece.size()));
    }
    ::close(end);
  });
  LineReader reader(ends[0], limit);
  std::vector<std::string> lines;
  while (const auto line = reader.next()) lines.emplace_back(*line);
  writer.join();
  ::close(ends[0]);
  *too_long = reader.too_long();
  return lines;
}

TEST(LineReader, GivesLinesHoweverTheyCome) {
  std::size_t too_long = 0;
  const std::vector<std::string> expected = {"one", "", "two", "three"};
  EXPECT_EQ(lines_of({"one\n\ntwo\nthree\nhalf a line"}, 100, &too_long), expected);
  EXPECT_EQ(lines_of({"o", "ne", "\n", "\nt", "wo\nthr", "ee\n"}, 100, &too_long), expected);
  EXPECT_EQ(too_long, 0U);
}

TEST(LineReader, SkipsLinesAboveTheLimit) {
  std::size_t too_long = 0;
  const std::string large(200'000, 'x');
  EXPECT_EQ(lines_of({"a\n", large, "\nb\n", large + "\nc\n"}, 1000, &too_long),
            (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(too_long, 2U);
}

TEST(LineReader, GivesALongLineBelowTheLimitWhole) {
  std::size_t too_long = 0;
  const std::string large(3'000'000, 'x');
  EXPECT_EQ(lines_of({large + "\n", "b\n"}, large.size() + 1, &too_long), (std::vector<std::string>{large, "b"}));
  EXPECT_EQ(too_long, 0U);
}

}  // namespace
}  // namespace zassay::libzmq
