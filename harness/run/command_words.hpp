#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace zassay {

/// The words of a command line as a shell splits them: at blanks, with '…', "…" and \ to keep blanks in a word. There
/// are no variables, globs or other operators: every other character stands for itself. The code "usage" if a quote
/// is left open.
Result<std::vector<std::string>> split_command(std::string_view line);

/// A word as a shell reads it back: as it is where that is safe, else in single quotes.
std::string shell_word(std::string_view word);

}  // namespace zassay
