#include "case/expression.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace zassay {
namespace {

Evaluated parameters(std::string_view name) {
  if (name == "n") return Quantity{7, Unit::none};
  if (name == "size") return Quantity{2048, Unit::bytes};
  return tl::unexpected<ExpressionError>(ExpressionError{0, "unknown-parameter", "an unknown parameter", "another"});
}

std::int64_t value_of(std::string_view text) {
  const Evaluated result = evaluate(text, parameters);
  EXPECT_TRUE(result.has_value()) << text << ": " << (result ? "" : result.error().found);
  return result ? result->value : -99999;
}

std::string problem_of(std::string_view text) {
  const Evaluated result = evaluate(text, parameters);
  return result ? "no problem" : std::to_string(result.error().offset) + " " + result.error().code;
}

TEST(Expression, NumbersAndUnits) {
  EXPECT_EQ(value_of("0"), 0);
  EXPECT_EQ(value_of("007"), 7);
  EXPECT_EQ(value_of("-3"), -3);
  EXPECT_EQ(value_of("9223372036854775807"), 9223372036854775807);
  EXPECT_EQ(evaluate("1KiB", parameters), (Quantity{1024, Unit::bytes}));
  EXPECT_EQ(evaluate("3MiB", parameters), (Quantity{3 << 20, Unit::bytes}));
  EXPECT_EQ(evaluate("1GiB", parameters), (Quantity{1 << 30, Unit::bytes}));
  EXPECT_EQ(evaluate("5B", parameters), (Quantity{5, Unit::bytes}));
  EXPECT_EQ(evaluate("20ms", parameters), (Quantity{20, Unit::milliseconds}));
  EXPECT_EQ(evaluate("2s", parameters), (Quantity{2000, Unit::milliseconds}));
}

TEST(Expression, BindsAsWritten) {
  EXPECT_EQ(value_of("2 + 3 * 4"), 14);
  EXPECT_EQ(value_of("(2 + 3) * 4"), 20);
  EXPECT_EQ(value_of("10 - 3 - 2"), 5);
  EXPECT_EQ(value_of("7 / 2 * 2"), 6);
  EXPECT_EQ(value_of("-7 / 2"), -3);
  EXPECT_EQ(value_of("-2 + 5"), 3);
  EXPECT_EQ(value_of("$n-1"), 6);
  EXPECT_EQ(value_of(" 2*$n + 1 "), 15);
  EXPECT_EQ(value_of("$size * 2 + 1"), 4097);
  EXPECT_EQ(evaluate("$size / 1KiB", parameters), (Quantity{2, Unit::none}));
  EXPECT_EQ(evaluate("$size / 2", parameters), (Quantity{1024, Unit::bytes}));
}

TEST(Expression, NamesThePlaceOfAnError) {
  EXPECT_EQ(problem_of(""), "0 bad-expression");
  EXPECT_EQ(problem_of("abc"), "0 bad-expression");
  EXPECT_EQ(problem_of("1 +"), "3 bad-expression");
  EXPECT_EQ(problem_of("1 1"), "2 bad-expression");
  EXPECT_EQ(problem_of("(1"), "2 bad-expression");
  EXPECT_EQ(problem_of("1)"), "1 bad-expression");
  EXPECT_EQ(problem_of("2 * -1"), "4 bad-expression");
  EXPECT_EQ(problem_of("1.5"), "1 bad-expression");
  EXPECT_EQ(problem_of("12kb"), "2 bad-unit");
  EXPECT_EQ(problem_of("2 + $"), "4 bad-expression");
  EXPECT_EQ(problem_of("2 + $other"), "4 unknown-parameter");
  EXPECT_EQ(problem_of("1ms + 1B"), "4 mixed-units");
  EXPECT_EQ(problem_of("1B * 1B"), "3 mixed-units");
  EXPECT_EQ(problem_of("4 / 1KiB"), "2 mixed-units");
  EXPECT_EQ(problem_of("4 / (2 - 2)"), "2 division-by-zero");
  EXPECT_EQ(problem_of(std::string(40, '(') + "1"), "32 bad-expression");
}

TEST(Expression, RefusesWhatDoesNotFitIn64Bits) {
  EXPECT_EQ(problem_of("9223372036854775808"), "0 overflow");
  EXPECT_EQ(problem_of("9223372036854775807 + 1"), "20 overflow");
  EXPECT_EQ(problem_of("-9223372036854775807 - 2"), "21 overflow");
  EXPECT_EQ(problem_of("4294967296 * 4294967296"), "11 overflow");
  EXPECT_EQ(problem_of("9999999999GiB"), "0 overflow");
  EXPECT_EQ(problem_of("(-9223372036854775807 - 1) / (-1)"), "27 overflow");
}

__extension__ typedef __int128 Wide;

/// A random expression as text, and what it must come to.
struct Sample {
  std::string text;
  Wide value = 0;
};

Sample sample(int depth) {
  if (depth == 0 || *rc::gen::inRange(0, 3) == 0) {
    const int number = *rc::gen::inRange(0, 1000);
    return Sample{std::to_string(number), number};
  }
  const Sample left = sample(depth - 1);
  const Sample right = sample(depth - 1);
  const char symbol = *rc::gen::element('+', '-', '*', '/');
  const std::string text = "(" + left.text + ") " + symbol + " (" + right.text + ")";
  if (symbol == '+') return Sample{text, left.value + right.value};
  if (symbol == '-') return Sample{text, left.value - right.value};
  if (symbol == '*') return Sample{text, left.value * right.value};
  RC_PRE(right.value != 0);
  return Sample{text, left.value / right.value};
}

RC_GTEST_PROP(ExpressionProperty, AgreesWithWiderArithmetic, ()) {
  const Sample wanted = sample(4);
  const Evaluated result = evaluate(wanted.text, parameters);
  if (result) {
    RC_ASSERT(static_cast<Wide>(result->value) == wanted.value);
  } else {
    RC_ASSERT(result.error().code == "overflow");
  }
}

RC_GTEST_PROP(ExpressionProperty, NeverReadsPastHostileText, (const std::string& text)) {
  const Evaluated result = evaluate(text, parameters);
  if (!result) RC_ASSERT(result.error().offset <= text.size());
}

}  // namespace
}  // namespace zassay
