#include "reports/page.hpp"

#include <gtest/gtest.h>

#include "reports/page_assets.hpp"
#include "reports/sample_run.hpp"
#include "reports/view_model.hpp"

namespace zassay {
namespace {

std::size_t occurrences(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(ViewModel, GoldenOfEveryVerdict) { expect_golden("view_model.json", view_model(sample_run()).dump(1) + "\n"); }

TEST(ViewModel, IsValidUtf8WithoutControlCharacters) {
  const std::string text = view_model(hostile_run()).dump();  // throws on invalid UTF-8
  EXPECT_EQ(text.find("\\u001b"), std::string::npos);
  EXPECT_EQ(text.find("\\u0000"), std::string::npos);
}

TEST(ViewModel, CutsLongStandardErrorFromTheFront) {
  CellResult cell = sample_cell(Verdict::crash);
  cell.standard_error = std::string(10'000, 'x') + "the end";
  const Json model = view_model(run_of({cell}));
  const std::string said = model["cells"][0]["stderr"];
  EXPECT_EQ(said.size(), 4096U);
  EXPECT_TRUE(said.ends_with("the end"));
  EXPECT_EQ(model["cells"][0]["stderr_cut"], 10'007 - 4096);
}

TEST(Page, GoldenOfEveryVerdict) { expect_golden("index.html", page_of(view_model(sample_run()))); }

TEST(Page, GoldenOfHostileText) { expect_golden("hostile.index.html", page_of(view_model(hostile_run()))); }

TEST(Page, GoldenOfAnEmptyRun) { expect_golden("empty.index.html", page_of(view_model(RunResult{}))); }

TEST(Page, HostileTextAddsNoElement) {
  const std::string page = page_of(view_model(hostile_run()));
  EXPECT_EQ(occurrences(page, "<script"), 2U);
  EXPECT_EQ(occurrences(page, "</script"), 2U);
  EXPECT_EQ(occurrences(page, "<img"), 0U);
  EXPECT_EQ(occurrences(page, "<!--"), 0U);
  EXPECT_EQ(occurrences(page, page_js), 1U);  // a placeholder inside data is data
}

TEST(Page, DataInTheScriptElementIsTheModel) {
  const Json model = view_model(hostile_run());
  const std::string text = json_for_script(model);
  EXPECT_EQ(text.find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(*parse_json(text), model);
}

TEST(Page, LinksNeverLeaveTheFolder) {
  CellResult cell = sample_cell(Verdict::fail);
  cell.history = "javascript:alert(1)";
  const std::string page = page_of(view_model(run_of({cell})));
  EXPECT_EQ(page.find("href=\"javascript"), std::string::npos);
  EXPECT_NE(page.find("href=\"./javascript%3Aalert%281%29\""), std::string::npos);
}

}  // namespace
}  // namespace zassay
