#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "case/test_cases.hpp"

namespace zassay::test_cases {

const ClauseCatalogue& catalogue() {
  static const ClauseCatalogue clauses = [] {
    const auto loaded = load_clauses(SOURCE_DIRECTORY "/scenarios/clauses.yaml");
    EXPECT_TRUE(loaded.has_value()) << loaded.error().sentence;
    return loaded.value_or(ClauseCatalogue());
  }();
  return clauses;
}

std::string text_of_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream.good()) << path;
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string every_verb() { return text_of_file(SOURCE_DIRECTORY "/harness/case/testdata/every-verb.yaml"); }

std::string every_wire() { return text_of_file(SOURCE_DIRECTORY "/harness/case/testdata/every-wire.yaml"); }

std::string small_case() {
  return R"(title: A sentence
clauses: [PIPELINE-PUSH-07]
matrix: {transport: [inproc, tcp], hwm: [1, 10]}
sockets:
  pull: {type: PULL, bind: auto, rcvhwm: $hwm}
  push: {type: PUSH, side: b, connect: pull}
steps:
  - open: [pull, push]
  - push.send: {stream: s, count: 10, size: 1KiB}
  - start: {push.send: {stream: s}}
    as: last
  - until: {returned: last}
  - pull.recv: {through: s}
  - close: push
expect:
  - exact: s
  - fifo
  - returns: {op: last, error: none}
)";
}

std::string changed(std::string text, const std::string& old, const std::string& replacement) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << "not there: " << old;
  if (at == std::string::npos) return text;
  EXPECT_EQ(text.find(old, at + 1), std::string::npos) << "there twice: " << old;
  return text.replace(at, old.size(), replacement);
}

std::string errors_of(const std::string& text) {
  const LoadedCase loaded = load_text(text, "case.yaml", "topic/case", catalogue());
  return loaded ? "no error\n" : lines_of(loaded.error());
}

}  // namespace zassay::test_cases
