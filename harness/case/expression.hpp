#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace zassay {

enum class Unit { none, bytes, milliseconds };

/// A whole number and what it counts. Sizes are in bytes, durations in milliseconds.
struct Quantity {
  std::int64_t value = 0;
  Unit unit = Unit::none;

  bool operator==(const Quantity&) const = default;
};

/// What is wrong with an expression, and at which byte of it.
struct ExpressionError {
  std::size_t offset = 0;
  std::string code;  ///< "bad-expression", "overflow", "division-by-zero", "mixed-units", or one of the lookup's
  std::string found;
  std::string expected;
};

using Evaluated = tl::expected<Quantity, ExpressionError>;

/// What a parameter stands for; the offset of its error is disregarded.
using ParameterLookup = std::function<Evaluated(std::string_view name)>;

/// Evaluates the grammar of docs/case-format.md, "Values". Each step is checked for overflow of 64 bits. A number
/// without a unit goes with any; bytes and milliseconds do not go together; bytes / bytes has no unit.
Evaluated evaluate(std::string_view text, const ParameterLookup& lookup);

/// The length of the parameter's name that the text starts with ([A-Za-z][A-Za-z0-9_]*), 0 if it starts with none.
/// No "-", so that `$n-1` is a difference.
std::size_t parameter_name_size(std::string_view text);

}  // namespace zassay
