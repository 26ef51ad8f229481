#include "adapter/adapter_pool.hpp"

#include <algorithm>

namespace zassay {
namespace {

/// Whether an idle process is still as silent and alive as when it was put aside.
bool still_sound(AdapterProcess& process) {
  AdapterProcess* const self = &process;
  return !next_incoming(std::span(&self, 1), std::chrono::steady_clock::time_point::min()) && !process.breakage();
}

Breakage left_process(const Lease& lease, const ProcessResources& after) {
  Breakage breakage;
  breakage.code = "left-process";
  breakage.sentence =
      lease.process->hello().implementation_name + ": the adapter left " +
      std::to_string(after.children - lease.baseline.children + after.orphans - lease.baseline.orphans) +
      " process(es) behind";
  breakage.standard_error = lease.process->standard_error();
  return breakage;
}

}  // namespace

AdapterPool::AdapterPool(StartOptions options, std::size_t idle_at_most)
    : options_(std::move(options)), idle_at_most_(idle_at_most) {}

AdapterPool::~AdapterPool() { close(); }

std::optional<Lease> AdapterPool::take_idle(const AdapterCommand& command) {
  const std::lock_guard lock(mutex_);
  const auto found = idle_.find(command);
  if (found == idle_.end() || found->second.empty()) return std::nullopt;
  Lease lease = std::move(found->second.back());  // the one used last is the warmest
  found->second.pop_back();
  --idle_count_;
  return lease;
}

std::optional<Lease> AdapterPool::take_surplus() {
  if (idle_count_ <= idle_at_most_) return std::nullopt;
  std::vector<Lease>* oldest = nullptr;
  for (auto& [command, idle] : idle_) {
    if (!idle.empty() && (oldest == nullptr || idle.front().turn < oldest->front().turn)) oldest = &idle;
  }
  Lease lease = std::move(oldest->front());
  oldest->erase(oldest->begin());
  --idle_count_;
  return lease;
}

void AdapterPool::end_late(Lease lease) {
  std::optional<Breakage> breakage = lease.process->end();
  if (!breakage) return;
  const std::lock_guard lock(mutex_);
  late_.push_back({std::move(lease.tag), std::move(*breakage)});
}

tl::expected<Lease, Breakage> AdapterPool::lease(const AdapterCommand& command, std::string tag) {
  while (std::optional<Lease> idle = take_idle(command)) {
    if (!still_sound(*idle->process)) {
      end_late(std::move(*idle));
      continue;
    }
    idle->tag = std::move(tag);
    ++idle->uses;
    return std::move(*idle);
  }
  auto process = AdapterProcess::start(command, options_);
  if (!process) return tl::unexpected(std::move(process.error()));
  const auto baseline = count_resources((*process)->process(), (*process)->guardian());
  if (!baseline) {
    Breakage gone = (*process)->end().value_or(Breakage{});
    if (gone.code.empty()) static_cast<Error&>(gone) = {"early-exit", "the adapter exited right after its hello"};
    return tl::unexpected(std::move(gone));
  }
  return Lease{std::move(*process), std::move(tag), *baseline, 1};
}

bool AdapterPool::keep(Lease& lease) {
  std::optional<Lease> surplus;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    lease.turn = ++turn_;
    const AdapterCommand& command = lease.process->command();
    idle_[command].push_back(std::move(lease));
    ++idle_count_;
    surplus = take_surplus();
  }
  if (surplus) end_late(std::move(*surplus));  // takes its time, and nobody is to wait for the mutex meanwhile
  return true;
}

ReleaseReport AdapterPool::release(Lease lease, bool healthy) {
  ReleaseReport report;
  report.before = lease.baseline;
  AdapterProcess& process = *lease.process;
  if (process.ended()) {
    report.breakage = process.breakage();
    return report;
  }
  if (healthy) healthy = process.outstanding() == 0 && still_sound(process);
  if (const auto after = count_resources(process.process(), process.guardian())) report.after = *after;
  const bool gone = report.after == ProcessResources{};
  const bool left = !gone && (report.after.children > report.before.children ||  //
                              report.after.orphans > report.before.orphans);
  if (healthy && report.after == report.before && keep(lease)) {
    report.kept = true;
    return report;
  }
  if (left && !process.breakage()) report.breakage = left_process(lease, report.after);
  // One that is known to be in disorder is not asked politely: it could only answer with more of the same.
  const bool orderly = healthy && !left;
  const std::optional<Breakage> at_end = process.end(orderly ? Ending::polite : Ending::kill);
  if (!report.breakage) report.breakage = at_end;
  return report;
}

std::vector<LateBreakage> AdapterPool::close() {
  std::vector<Lease> leases;
  std::vector<LateBreakage> late;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (auto& [command, idle] : idle_) std::move(idle.begin(), idle.end(), std::back_inserter(leases));
    idle_.clear();
    idle_count_ = 0;
    late.swap(late_);
  }
  std::vector<AdapterProcess*> processes;
  for (const Lease& lease : leases) processes.push_back(lease.process.get());
  end_all(processes, Ending::polite);
  for (Lease& lease : leases) {
    if (lease.process->breakage()) late.push_back({std::move(lease.tag), *lease.process->breakage()});
  }
  return late;
}

}  // namespace zassay
