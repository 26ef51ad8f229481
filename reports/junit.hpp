#pragma once

#include <string>

#include "reports/results.hpp"

namespace zassay {

/// junit.xml in the dialect of Ant and Jenkins (reports/junit.xsd): one testcase a cell. What fails the run is a
/// <failure> whose type is the verdict ("inconclusive" also for not-exercised), the harness's own fault is an <error>;
/// unsupported cells, known deviations and what is not green at level SHOULD or INFO are <skipped> with the reason: the
/// dialect has no warnings. Text is made visible (text.hpp), so every byte sequence gives a well-formed document.
std::string junit_of(const RunResult& run);

}  // namespace zassay
