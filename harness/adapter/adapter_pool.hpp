#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "adapter/adapter_process.hpp"
#include "adapter/process_resources.hpp"

namespace zassay {

/// A process on loan from a pool, for one user. Destroying it without a release kills the process.
struct Lease {
  std::unique_ptr<AdapterProcess> process;
  std::string tag;            ///< whose breakage it will be: the name of the cell
  ProcessResources baseline;  ///< right after the hello
  std::size_t uses = 0;       ///< how many leases it has had, this one included

  AdapterProcess* operator->() const { return process.get(); }
};

/// What a release found.
struct ReleaseReport {
  bool kept = false;
  ProcessResources before;  ///< after the hello
  ProcessResources after;   ///< now; all zero when the process is gone
  std::optional<Breakage> breakage;
};

/// A breakage that showed only while an idle process was ended, and the tag of the lease that it had last.
struct LateBreakage {
  std::string tag;
  Breakage breakage;
};

/// Adapter processes that are used again as long as they come back as they were. Processes of different commands
/// (arguments or environment) are never mixed up, so sound and mutant adapters never share one. Thread-safe.
class AdapterPool {
 public:
  explicit AdapterPool(StartOptions options = {});
  ~AdapterPool();

  /// An idle process of that command, or a new one.
  tl::expected<Lease, Breakage> lease(const AdapterCommand& command, std::string tag);

  /// Takes a process back. It is kept when `healthy` (as far as the caller saw), nothing is outstanding, and its
  /// descriptors, threads and children are as they were after the hello. Otherwise it is ended; a process that it left
  /// behind is the breakage "left-process".
  ReleaseReport release(Lease lease, bool healthy);

  /// Ends all idle processes at the same time. Processes still on loan are not the pool's to end. After it, and with no
  /// lease left, no process that the pool started is alive; later releases end their process.
  std::vector<LateBreakage> close();

 private:
  std::optional<Lease> take_idle(const AdapterCommand& command);
  void end_late(Lease lease);

  const StartOptions options_;
  std::mutex mutex_;
  bool closed_ = false;
  std::map<AdapterCommand, std::vector<Lease>> idle_;
  std::vector<LateBreakage> late_;
};

}  // namespace zassay
