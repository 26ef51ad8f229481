#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zassay {

/// How far two words are apart: 2 for a letter too many, a letter too few or two swapped neighbours, 3 for a wrong
/// letter.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidate nearest to the word, case disregarded; empty if none is near enough to be what was meant.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// "'a', 'b' or 'c'"; at most `limit` are listed, then "…".
std::string listing(const std::vector<std::string>& words, std::size_t limit = 24);

/// "one of 'a', 'b' or 'c'; did you mean 'b'?": what to say about an unknown word.
std::string one_of(std::string_view word, const std::vector<std::string>& candidates);

/// The text in single quotes, shortened to a length that suits a sentence.
std::string in_quotes(std::string_view text);

}  // namespace zassay
