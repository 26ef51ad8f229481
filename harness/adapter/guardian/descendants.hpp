#pragma once

namespace zassay::guardian {

/// Ends every descendant of this process with SIGKILL and reaps it, until the kernel says that no child is left. The
/// caller must be a subreaper, so that orphans become its children. Returns how many processes were still alive.
int sweep_descendants();

}  // namespace zassay::guardian
