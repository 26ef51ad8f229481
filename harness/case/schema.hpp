#pragma once

#include <string>

namespace zassay {

/// The JSON Schema (2020-12) of case files, made from the tables of verbs, evidence and checks, with a newline at its
/// end. It accepts every valid case; names, clauses and what hangs together are beyond it.
std::string case_schema();

}  // namespace zassay
