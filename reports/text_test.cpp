#include "reports/text.hpp"

#include <gtest/gtest.h>

#include "reports/sample_run.hpp"

namespace zassay {
namespace {

TEST(ValidUtf8, KeepsCharactersOfEveryLength) {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF";
  EXPECT_EQ(valid_utf8(text), text);
}

TEST(ValidUtf8, ReplacesWhatIsNone) {
  const std::string bad = "\xEF\xBF\xBD";
  EXPECT_EQ(valid_utf8("\xff"), bad);
  EXPECT_EQ(valid_utf8("\x80"), bad);
  EXPECT_EQ(valid_utf8("\xC3"), bad);                                // broken off
  EXPECT_EQ(valid_utf8("\xC3(x"), bad + "(x");                       // the next character is not swallowed
  EXPECT_EQ(valid_utf8("\xC0\xAF"), bad + bad);                      // overlong
  EXPECT_EQ(valid_utf8("\xE0\x80\xAF"), bad + bad + bad);            // overlong
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), bad + bad + bad);            // a surrogate
  EXPECT_EQ(valid_utf8("\xF4\x90\x80\x80"), bad + bad + bad + bad);  // above U+10FFFF
}

TEST(ValidUtf8, AgreesWithJsonOnEveryPairOfBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second), 'x'};
      const bool is_valid = [&bytes] {
        const Json value = bytes;
        return to_line(value).find("\xEF\xBF\xBD") == std::string::npos;
      }();
      EXPECT_EQ(valid_utf8(bytes) == bytes, is_valid) << first << ' ' << second;
    }
  }
}

TEST(Visible, ShowsControlCharactersAndDisarmsThem) {
  EXPECT_EQ(visible("\x1b[31m"), "␛[31m");
  EXPECT_EQ(visible(std::string("\0", 1)), "␀");
  EXPECT_EQ(visible("\x7f"), "␡");
  EXPECT_EQ(visible("a\tb\nc\rd"), "a b c d");
  EXPECT_EQ(visible("a\tb\nc\rd", Lines::keep), "a\tb\nc␍d");
  EXPECT_EQ(visible("\xE2\x80\xAE"), "\xEF\xBF\xBD");  // right-to-left override
  EXPECT_EQ(visible("\xC2\x9B"), "\xEF\xBF\xBD");      // CSI as one character
  EXPECT_EQ(visible("\xEF\xBF\xBF"), "\xEF\xBF\xBD");  // illegal in XML
}

TEST(Visible, LeavesNoControlCharacterInHostileText) {
  for (const unsigned char c : visible(hostile_text())) EXPECT_TRUE(c >= 0x20 && c != 0x7f) << int{c};
}

TEST(Shortened, CountsCharactersNotBytes) {
  EXPECT_EQ(columns_of("äöü"), 3U);
  EXPECT_EQ(shortened("äöü", 3), "äöü");
  EXPECT_EQ(shortened("äöüß", 3), "äö…");
  EXPECT_EQ(shortened("ab", 0), "");
}

TEST(Markdown, EscapesWhatMeansSomething) {
  EXPECT_EQ(markdown_text("a|b *c* <d> [e](f) `g` #h"), "a\\|b \\*c\\* &lt;d\\> \\[e\\]\\(f\\) \\`g\\` \\#h");
  EXPECT_EQ(markdown_text("- no list"), "\\- no list");
  EXPECT_EQ(markdown_text("two\nlines"), "two lines");
}

TEST(Markdown, FencesCodeLongerThanWhatIsInside) {
  EXPECT_EQ(markdown_code("a b"), "`a b`");
  EXPECT_EQ(markdown_code("a``b"), "```a``b```");
  EXPECT_EQ(markdown_code("`"), "`` ` ``");
  EXPECT_EQ(markdown_code("a|b"), "`a|b`");
  EXPECT_EQ(markdown_code("a|b", Place::table), "`a\\|b`");
}

TEST(Html, EscapesForTextAndAttributes) {
  EXPECT_EQ(html_text("<a href='x' title=\"y\">&"), "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;");
}

TEST(RelativeLink, NeverHasASchemeOrAHost) {
  EXPECT_EQ(relative_link("histories/a b.jsonl"), "./histories/a%20b.jsonl");
  EXPECT_EQ(relative_link("javascript:alert(1)"), "./javascript%3Aalert%281%29");
  EXPECT_EQ(relative_link("//host/x"), ".///host/x");
}

TEST(Ranges, JoinsNeighboursAndCutsLongLists) {
  EXPECT_EQ(ranges_of({}), "");
  EXPECT_EQ(ranges_of({5}), "5");
  EXPECT_EQ(ranges_of({3, 1, 2, 2, 7, 9, 10}), "1–3, 7, 9, 10");
  EXPECT_EQ(ranges_of({1, 3, 5, 7}, 2), "1, 3, and 2 more");
}

TEST(Counted, KnowsOneFromMany) {
  EXPECT_EQ(counted(1, "cell"), "1 cell");
  EXPECT_EQ(counted(0, "cell"), "0 cells");
}

}  // namespace
}  // namespace zassay
