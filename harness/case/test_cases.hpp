#pragma once

#include <string>

#include "case/clauses.hpp"
#include "case/loader.hpp"

namespace zassay::test_cases {

/// The project's own catalogue.
const ClauseCatalogue& catalogue();

/// testdata/every-verb.yaml and testdata/every-wire.yaml: together they use every row of the tables.
std::string every_verb();
std::string every_wire();
std::string text_of_file(const std::string& path);

/// A small valid case: line 1 the title, 2 clauses, 3 matrix, 4 sockets:, 5 pull, 6 push, 7 steps:, 8 … 14 the steps,
/// 15 expect:, 16 … 18 the expectations.
std::string small_case();

/// The text with its only occurrence of `old` replaced; a test failure if it is not there once.
std::string changed(std::string text, const std::string& old, const std::string& replacement);

/// The errors as lines, file name "case.yaml"; "no error\n" if the text is a case.
std::string errors_of(const std::string& text);

}  // namespace zassay::test_cases
