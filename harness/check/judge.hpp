#pragma once

#include "check/judgement.hpp"
#include "history/history.hpp"

namespace zassay {

/// Judges one cell: every expectation of the header, `ledger` and `released`, and how the story ended, put together as
/// docs/verdicts.md says. A pure function; the same history always gives the same judgement. An unknown check or a bad
/// argument gives the verdict `error`. A history without its `end` (the runner was killed) is inconclusive at best.
Judgement judge(const History& history);

}  // namespace zassay
