#pragma once

#include <string>
#include <vector>

#include "adapter/adapter_process.hpp"

namespace zassay {

/// One named rule of the adapter protocol, and whether an adapter keeps it.
struct ProtocolCheck {
  enum class Outcome { ok, failed, unsupported };
  std::string name;  ///< "unknown-operation"
  Outcome outcome = Outcome::ok;
  std::string sentence;        ///< what was seen, or why it could not be asked
  std::string standard_error;  ///< of an adapter that broke meanwhile

  bool ok() const { return outcome == Outcome::ok; }
};

struct ValidateOptions {
  StartOptions start;
  std::int64_t reply_limit_ms = 10'000;  ///< for each reply and event
};

/// Drives an adapter message by message through every check. What it has no capability for is `unsupported` and not
/// `failed`. An adapter that breaks fails the check and is started anew for the next one. The first check is the hello:
/// when it fails it is the only one.
std::vector<ProtocolCheck> validate_adapter(const AdapterCommand& command, const ValidateOptions& options = {});

}  // namespace zassay
