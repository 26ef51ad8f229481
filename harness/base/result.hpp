#pragma once

#include <string>

#include <tl/expected.hpp>

namespace zassay {

/// What went wrong: a short code that programs can compare ("unknown-key", "not-executable") and one sentence
/// for people that says what, where and what to do.
struct Error {
  std::string code;
  std::string sentence;
};

/// A value or an Error. No function of the harness reports a failure by an exception.
template <typename T>
using Result = tl::expected<T, Error>;

/// Makes the failing side of a Result.
inline tl::unexpected<Error> failure(std::string code, std::string sentence) {
  return tl::unexpected<Error>(Error{std::move(code), std::move(sentence)});
}

}  // namespace zassay
