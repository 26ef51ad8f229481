#pragma once

#include <string>

#include "reports/results.hpp"

namespace zassay {

/// summary.md: the verdict sentence, what ran against what, counts, clusters of failures with their smallest example
/// and the command that repeats it, cases × implementations and transports, clauses, and why cells were unsupported.
/// For a CI's step summary: GitHub's Markdown, every foreign text escaped.
std::string summary_of(const RunResult& run);

}  // namespace zassay
