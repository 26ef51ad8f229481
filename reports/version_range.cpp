#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "reports/expectations.hpp"

namespace zassay {
namespace {

std::vector<std::uint64_t> numbers_of(std::string_view version) {
  std::vector<std::uint64_t> numbers;
  while (!version.empty()) {
    std::uint64_t number = 0;
    const auto end = std::from_chars(version.data(), version.data() + version.size(), number).ptr;
    const auto used = static_cast<std::size_t>(end - version.data());
    if (used == 0) break;
    numbers.push_back(number);
    version.remove_prefix(used);
    if (version.empty() || version[0] != '.') break;
    version.remove_prefix(1);
  }
  while (!numbers.empty() && numbers.back() == 0) numbers.pop_back();  // 4.3 and 4.3.0 are the same
  return numbers;
}

bool is_version(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' && text.back() != '.' &&
         text.find("..") == std::string_view::npos && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

Result<bool> is_in_range(std::string_view version, std::string_view range) {
  const auto have = numbers_of(version);
  bool holds = true;
  bool any = false;
  std::istringstream words{std::string(range)};
  for (std::string word; words >> word;) {
    const std::size_t digits = std::min(word.find_first_not_of("<>="), word.size());
    const std::string sign = word.substr(0, digits);
    const std::string_view bound = std::string_view(word).substr(digits);
    if (!is_version(bound) ||
        (!sign.empty() && sign != "=" && sign != "<" && sign != "<=" && sign != ">" && sign != ">=")) {
      return failure("bad-range", fmt::format("\"{}\" is not a comparison of versions such as >=4.3.0 or <4.4", word));
    }
    const auto wanted = numbers_of(bound);
    any = true;
    if (sign == "<") holds = holds && have < wanted;
    if (sign == "<=") holds = holds && have <= wanted;
    if (sign == ">") holds = holds && have > wanted;
    if (sign == ">=") holds = holds && have >= wanted;
    if (sign.empty() || sign == "=") holds = holds && have == wanted;
  }
  if (!any) return failure("bad-range", "the range of versions is empty; leave the key out to mean all");
  return holds;
}

bool matches_glob(std::string_view glob, std::string_view name) {
  std::size_t g = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (n < name.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      resume = n;
    } else if (g < glob.size() && (glob[g] == '?' || glob[g] == name[n])) {
      ++g;
      ++n;
    } else if (star != std::string_view::npos) {
      g = star + 1;  // let the last star take one character more
      n = ++resume;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

}  // namespace zassay
