#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "adapter/descriptor.hpp"
#include "base/result.hpp"

namespace zassay {

/// A guardian that was just started: its process and our ends of what it shares with us. All descriptors are
/// close-on-exec and non-blocking. Closing `control` while the guardian lives means "the runner is gone" to it.
struct GuardianLink {
  pid_t guardian = -1;
  Descriptor control;
  Descriptor input;   ///< to the adapter's standard input; none for a guardian without a command
  Descriptor output;  ///< from its standard output
  Descriptor error;   ///< from its standard error
};

/// Where the guardian program is: ZASSAY_GUARDIAN, or beside the running executable. Error "no-guardian".
Result<std::string> find_guardian();

/// Starts a guardian for `command` (none: it only waits for our end) that removes `remove_directory` (none if empty)
/// when we are gone. `environment` is added to ours. Errors: "no-guardian", "not-started". Thread-safe.
Result<GuardianLink> start_guardian(const std::vector<std::string>& command,
                                    const std::vector<std::string>& environment, const std::string& remove_directory);

/// A message of the guardian: its word and its number, as listed in guardian/main.cpp.
struct GuardianReport {
  std::string word;
  int number = 0;
};

/// What a read of the control socket gave.
enum class ControlState { nothing, report, ended };
ControlState read_report(int control, GuardianReport& report);

/// Sends an order; an error means that the guardian is gone, which its end of the socket tells as well.
void send_order(int control, std::string_view order);

}  // namespace zassay
