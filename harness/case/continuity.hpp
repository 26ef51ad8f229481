#pragma once

#include "case/case.hpp"
#include "case/error.hpp"

namespace zassay {

/// Follows the story of a typed case from top to bottom and reports what cannot go on as written: sockets that are used
/// while they are not open, or never opened; calls over things of different actors; peers without an endpoint; a kill
/// over inproc; a wait for the end of a process that is not killed.
void check_continuity(const Case& cell, CaseErrors& errors);

}  // namespace zassay
