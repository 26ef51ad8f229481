#pragma once

#include <string>

#include "base/result.hpp"

namespace zassay {

/// How an adapter broke the protocol: an Error whose code is one of the table at the end of docs/adapter-protocol.md
/// ("crash", "hang", "garbage", …), or, when it could not even be started, "not-found", "not-executable",
/// "not-started", "adapter-failed" (it said so itself), "bad-hello", "wrong-protocol", "no-guardian".
struct Breakage : Error {
  int exit_code = -1;          ///< -1: it did not exit by itself (or is not known to have)
  int signal = 0;              ///< 0: it was not ended by a signal
  std::string standard_error;  ///< its last 64 KiB of standard error
};

}  // namespace zassay
