#include "case/schema.hpp"

#include <gtest/gtest.h>

#include "case/test_cases.hpp"

namespace zassay {
namespace {

TEST(Schema, TheCommittedFileIsWhatTheTablesSay) {
  EXPECT_TRUE(test_cases::text_of_file(SOURCE_DIRECTORY "/scenarios/case.schema.json") == case_schema())
      << "make it anew: case_schema > scenarios/case.schema.json";
}

}  // namespace
}  // namespace zassay
