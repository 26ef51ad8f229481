#include "case/expression.hpp"

#include <limits>

#include "case/suggest.hpp"

namespace zassay {
namespace {

constexpr int deepest_parenthesis = 32;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

struct NamedUnit {
  std::string_view name;
  Quantity one;
};

constexpr NamedUnit units[] = {
    {"B", {1, Unit::bytes}},         {"KiB", {1 << 10, Unit::bytes}}, {"MiB", {1 << 20, Unit::bytes}},
    {"GiB", {1 << 30, Unit::bytes}}, {"ms", {1, Unit::milliseconds}}, {"s", {1000, Unit::milliseconds}},
};

class Evaluation {
 public:
  Evaluation(std::string_view text, const ParameterLookup& lookup) : text_(text), lookup_(lookup) {}

  Evaluated whole() {
    Evaluated value = expression();
    if (!value) return value;
    skip_blanks();
    if (at_ < text_.size()) return wrong(at_, "bad-expression", rest(at_), "an operator or the end");
    return value;
  }

 private:
  tl::unexpected<ExpressionError> wrong(std::size_t offset, std::string code, std::string found,
                                        std::string expected) const {
    return tl::unexpected<ExpressionError>(
        ExpressionError{offset, std::move(code), std::move(found), std::move(expected)});
  }

  std::string rest(std::size_t offset) const {
    return offset < text_.size() ? in_quotes(text_.substr(offset)) : std::string("the end of ") + in_quotes(text_);
  }

  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  bool take(char symbol) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != symbol) return false;
    ++at_;
    return true;
  }

  Evaluated expression() {
    const bool is_negative = take('-');
    Evaluated sum = term();
    if (sum && is_negative) sum = apply('-', at_, Quantity{0, sum->unit}, *sum);
    while (sum) {
      const char symbol = take('+') ? '+' : take('-') ? '-' : '\0';
      if (symbol == '\0') return sum;
      const std::size_t offset = at_ - 1;
      Evaluated right = term();
      if (!right) return right;
      sum = apply(symbol, offset, *sum, *right);
    }
    return sum;
  }

  Evaluated term() {
    Evaluated product = factor();
    while (product) {
      const char symbol = take('*') ? '*' : take('/') ? '/' : '\0';
      if (symbol == '\0') return product;
      const std::size_t offset = at_ - 1;
      Evaluated right = factor();
      if (!right) return right;
      product = apply(symbol, offset, *product, *right);
    }
    return product;
  }

  Evaluated factor() {
    skip_blanks();
    if (at_ < text_.size() && is_digit(text_[at_])) return number();
    if (take('$')) return parameter();
    const std::size_t start = at_;
    if (!take('(')) return wrong(at_, "bad-expression", rest(at_), "a whole number, '$name' or '('");
    if (++depth_ > deepest_parenthesis) return wrong(start, "bad-expression", "too many '('", "at most 32 levels");
    Evaluated inner = expression();
    --depth_;
    if (inner && !take(')')) return wrong(at_, "bad-expression", rest(at_), "')'");
    return inner;
  }

  Evaluated number() {
    const std::size_t start = at_;
    std::int64_t value = 0;
    while (at_ < text_.size() && is_digit(text_[at_])) {
      if (__builtin_mul_overflow(value, std::int64_t{10}, &value) ||
          __builtin_add_overflow(value, std::int64_t{text_[at_] - '0'}, &value)) {
        return wrong(start, "overflow", rest(start), "a number below 2^63");
      }
      ++at_;
    }
    skip_blanks();
    const std::size_t unit_at = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    const std::string_view name = text_.substr(unit_at, at_ - unit_at);
    if (name.empty()) return Quantity{value, Unit::none};
    for (const NamedUnit& unit : units) {
      if (unit.name == name) return apply('*', start, Quantity{value, Unit::none}, unit.one);
    }
    return wrong(unit_at, "bad-unit", "the unit " + in_quotes(name),
                 one_of(name, {"B", "KiB", "MiB", "GiB", "ms", "s"}));
  }

  Evaluated parameter() {
    const std::size_t start = at_ - 1;
    const std::size_t size = parameter_name_size(text_.substr(at_));
    if (size == 0) return wrong(start, "bad-expression", rest(start), "'$' and the name of a parameter");
    const std::string_view name = text_.substr(at_, size);
    at_ += size;
    Evaluated value = lookup_(name);
    if (!value) value.error().offset = start;
    return value;
  }

  /// The unit of the result, or nothing when the two do not go together.
  static bool combine(char symbol, Unit left, Unit right, Unit& result) {
    result = left == Unit::none ? right : left;
    if (symbol == '/') {
      result = left == right ? Unit::none : left;
      return right == Unit::none || left == right;
    }
    if (left == Unit::none || right == Unit::none) return true;
    return symbol != '*' && left == right;
  }

  Evaluated apply(char symbol, std::size_t offset, Quantity left, Quantity right) const {
    Quantity result;
    if (!combine(symbol, left.unit, right.unit, result.unit)) {
      return wrong(offset, "mixed-units", std::string("'") + symbol + "' between units that do not go together",
                   "bytes with bytes, durations with durations, or a plain number");
    }
    const bool is_division = symbol == '/';
    if (is_division && right.value == 0) return wrong(offset, "division-by-zero", "a division by 0", "another divisor");
    bool is_overflow = is_division && left.value == std::numeric_limits<std::int64_t>::min() && right.value == -1;
    if (is_division && !is_overflow) result.value = left.value / right.value;
    if (symbol == '+') is_overflow = __builtin_add_overflow(left.value, right.value, &result.value);
    if (symbol == '-') is_overflow = __builtin_sub_overflow(left.value, right.value, &result.value);
    if (symbol == '*') is_overflow = __builtin_mul_overflow(left.value, right.value, &result.value);
    if (is_overflow) return wrong(offset, "overflow", in_quotes(text_) + ", which is above 2^63", "a smaller result");
    return result;
  }

  std::string_view text_;
  const ParameterLookup& lookup_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Evaluated evaluate(std::string_view text, const ParameterLookup& lookup) { return Evaluation(text, lookup).whole(); }

std::size_t parameter_name_size(std::string_view text) {
  if (text.empty() || !is_letter(text[0])) return 0;
  std::size_t size = 1;
  while (size < text.size() && (is_letter(text[size]) || is_digit(text[size]) || text[size] == '_')) ++size;
  return size;
}

}  // namespace zassay
