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
  std::uint64_t turn = 0;     ///< of the pool, when it was last released: the lowest has been idle for longest

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
  /// `idle_at_most`: when more processes than that are idle, the one that was idle for longest is ended. For a pool
  /// that meets many commands, each for a short time.
  explicit AdapterPool(StartOptions options = {}, std::size_t idle_at_most = 1024);
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
  /// Puts the process aside for another lease; false if the pool is closed.
  bool keep(Lease& lease);
  std::optional<Lease> take_surplus();  // with the mutex held
  void end_late(Lease lease);

  const StartOptions options_;
  const std::size_t idle_at_most_;
  std::mutex mutex_;
  bool closed_ = false;
  std::uint64_t turn_ = 0;
  std::size_t idle_count_ = 0;
  std::map<AdapterCommand, std::vector<Lease>> idle_;
  std::vector<LateBreakage> late_;
};

}  // namespace zassay
