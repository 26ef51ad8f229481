// Every good history that is recorded, changed in one event: the right check notices, and only it.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <iostream>

#include "check/fixture_files.hpp"
#include "check/mutation.hpp"

namespace zassay {
namespace {

using namespace test;

std::optional<Subject> read_subject(const std::filesystem::path& file) {
  Lines lines;
  std::ifstream text(file);
  for (std::string line; std::getline(text, line);) {
    auto value = parse_json(line);
    if (!value) return std::nullopt;
    lines.push_back(std::move(*value));
  }
  return subject_of(folder_of(file) + "/" + file.stem().string(), with_what_holds(lines));
}

/// The fixtures that pass, and the histories of real runs.
const std::vector<Subject>& good_histories() {
  static const std::vector<Subject> all = [] {
    std::vector<Subject> subjects;
    for (const auto& file : fixture_files()) {
      if (folder_of(file) != "recorded" && !file.stem().string().starts_with("pass")) continue;
      if (file.stem().string().ends_with("duplicate")) continue;  // good for order, and no good history
      if (auto subject = read_subject(file)) subjects.push_back(std::move(*subject));
    }
    return subjects;
  }();
  return all;
}

/// At most so many places, from all over the history.
std::vector<std::size_t> some_of(const std::vector<std::size_t>& all, std::size_t most) {
  if (all.size() <= most) return all;
  std::vector<std::size_t> picked;
  for (std::size_t i = 0; i < most; ++i) picked.push_back(all[i * all.size() / most]);
  return picked;
}

TEST(Mutation, OfARecordedHistoryIsNoticedByTheRightChecks) {
  Statistics statistics;
  std::size_t wrong = 0;
  for (const Subject& subject : good_histories()) {
    for (const Mutation& mutation : all_mutations()) {
      unsigned choice = 0;
      for (const std::size_t line : some_of(places(subject, mutation), 6)) {
        for (unsigned i = 0; i < 3; ++i) {
          const auto problem = verify(subject, mutation, line, choice++, statistics);
          if (problem && !problem->empty() && ++wrong <= 40) ADD_FAILURE() << *problem;
        }
      }
    }
  }
  EXPECT_EQ(wrong, 0U);
  for (const Mutation& mutation : all_mutations()) {
    std::cout << mutation.name << ": " << statistics.strikes[mutation.name] << "\n";
  }
  for (const auto& [check, by] : statistics.failed) {
    std::cout << check << ":";
    for (const auto& [name, count] : by) std::cout << " " << name << " " << count << ";";
    std::cout << "\n";
  }
  for (const CheckEntry& entry : all_checks()) {
    EXPECT_FALSE(statistics.failed[entry.name].empty()) << entry.name << " was never made to fail";
  }
}

}  // namespace
}  // namespace zassay
