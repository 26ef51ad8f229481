#pragma once

#include <functional>

#include "check/finding.hpp"

namespace zassay {

/// Judges one operation of the name that an expectation gives as `op`; null if there was none.
using JudgeOperation =
    std::function<Finding(const History& history, const RecordedExpectation& expectation, const RecordedOperation*)>;

/// Judges every operation of that name, since a `repeat` invokes it once in each round. The gravest finding is told:
/// fail before inconclusive, not exercised and pass; the first of its kind, of passes the last.
Finding judge_rounds(const History& history, const RecordedExpectation& expectation, const JudgeOperation& judge);

}  // namespace zassay
