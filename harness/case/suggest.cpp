#include "case/suggest.hpp"

#include <algorithm>
#include <cctype>

namespace zassay {
namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t longest_quote = 60;

char lower(char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); }

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& letter : result) letter = lower(letter);
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  const std::size_t width = right.size() + 1;
  std::vector<std::size_t> before(width), previous(width), current(width);
  for (std::size_t j = 0; j < width; ++j) previous[j] = 2 * j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = 2 * i;
    for (std::size_t j = 1; j < width; ++j) {
      const std::size_t replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 3);
      current[j] = std::min({previous[j] + 2, current[j - 1] + 2, replaced});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 2);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[right.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > longest_word) return {};
  const std::string wanted = lower(word);
  std::string best;
  // A third of the letters may be wrong, or one of a short word; a single letter means nothing.
  std::size_t best_distance = word.size() == 1 ? 1 : 1 + std::max<std::size_t>(3, word.size());
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_word) continue;
    const std::size_t distance = edit_distance(wanted, lower(candidate));
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = candidate;
  }
  return best;
}

std::string listing(const std::vector<std::string>& words, std::size_t limit) {
  std::string text;
  const std::size_t shown = std::min(words.size(), limit);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == words.size();
    if (i > 0) text += last ? " or " : ", ";
    text += "'" + words[i] + "'";
  }
  if (shown < words.size()) text += ", …";
  return text;
}

std::string one_of(std::string_view word, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "nothing of that kind here";
  std::string text = (candidates.size() > 1 ? "one of " : "") + listing(candidates);
  const std::string meant = nearest(word, candidates);
  if (!meant.empty()) text += "; did you mean '" + meant + "'?";
  return text;
}

std::string in_quotes(std::string_view text) {
  std::string shown;
  for (const char letter : text.substr(0, longest_quote)) {
    shown += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
  }
  if (text.size() > longest_quote) {
    // A cut must not leave half a UTF-8 character.
    while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80) shown.pop_back();
    if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0) shown.pop_back();
    shown += "…";
  }
  return "'" + shown + "'";
}

}  // namespace zassay
