#include <cstdio>

#include "case/schema.hpp"

/// Writes the JSON Schema of case files: case_schema > scenarios/case.schema.json
int main() {
  std::fputs(zassay::case_schema().c_str(), stdout);
  return std::fflush(stdout) == 0 ? 0 : 3;
}
