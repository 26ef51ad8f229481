#include "case/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace zassay {

std::string CaseError::sentence() const {
  const std::string where = fmt::format("{}:{}:{}: ", mark.file, mark.line, mark.column);
  const std::string cell = point.empty() ? "" : " (in the cell " + point + ")";
  return where + found + "; expected " + expected + cell;
}

void CaseErrors::add(const Mark& mark, std::string code, std::string found, std::string expected) {
  add(CaseError{mark, std::move(code), std::move(found), std::move(expected), {}});
}

void CaseErrors::add(CaseError error) {
  if (std::find(list_.begin(), list_.end(), error) == list_.end()) list_.push_back(std::move(error));
}

std::string lines_of(const std::vector<CaseError>& errors) {
  std::string lines;
  for (const CaseError& error : errors) lines += error.sentence() + "\n";
  return lines;
}

}  // namespace zassay
