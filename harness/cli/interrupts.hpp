#pragma once

#include <atomic>

namespace zassay {

/// From now on the first Ctrl-C (or SIGTERM) sets what this gives, so that the cells in flight finish and the reports
/// are written; the second one ends the program. Broken pipes and full disks become errors of the calls. Called once,
/// before other threads are there.
const std::atomic<bool>& listen_to_interrupts();

}  // namespace zassay
