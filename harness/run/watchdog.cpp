#include "run/watchdog.hpp"

#include <algorithm>
#include <condition_variable>

#include "run/session.hpp"

namespace zassay {
namespace {

std::int64_t to_ns(Clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

}  // namespace

void DelayRecord::add(std::int64_t woken_ns, std::int64_t delay_ns) {
  samples_.push_back({woken_ns, std::max<std::int64_t>(0, delay_ns)});
  while (samples_.front().woken_ns < woken_ns - kept.count()) samples_.pop_front();
}

std::optional<DelayRecord::Delays> DelayRecord::between(std::int64_t from_ns, std::int64_t to_ns,
                                                        std::int64_t now_ns) const {
  if (samples_.empty() || samples_.front().woken_ns > from_ns) return std::nullopt;
  std::int64_t worst_ns = 0;
  std::int64_t total_ns = 0;
  // A late wake-up speaks of the stretch before it, so the sample just after the end counts too.
  const auto count = [&](std::int64_t due_ns, std::int64_t woken_ns) {
    if (woken_ns < from_ns || due_ns > to_ns) return;
    worst_ns = std::max(worst_ns, woken_ns - due_ns);
    total_ns += woken_ns - due_ns;
  };
  for (const Sample& sample : samples_) count(sample.woken_ns - sample.delay_ns, sample.woken_ns);
  // Who asks may run again before the thread that measures does: its delay is not over, and no sample tells of it.
  const std::int64_t due_ns = samples_.back().woken_ns + wake_interval.count();
  if (now_ns > due_ns) count(due_ns, now_ns);
  const auto rounded_up_ms = [](std::int64_t ns) { return (ns + 999'999) / 1'000'000; };
  return Delays{rounded_up_ms(worst_ns), rounded_up_ms(total_ns)};
}

Watchdog& Watchdog::instance() {
  static Watchdog watchdog;
  return watchdog;
}

void Watchdog::start() {
  if (thread_.joinable()) return;
  record_.clear();  // nobody watched since the last one
  thread_ = std::jthread([this](const std::stop_token& stopping) { watch(stopping); });
}

void Watchdog::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Watchdog::watch(const std::stop_token& stopping) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  auto woken = Clock::now();
  while (!stopping.stop_requested()) {
    const auto due = woken + DelayRecord::wake_interval;  // from the last wake-up: what held it since then counts
    never.wait_until(lock, stopping, due, [] { return false; });
    woken = Clock::now();
    const std::lock_guard guard(mutex_);
    record_.add(to_ns(woken), to_ns(woken) - to_ns(due));
  }
}

std::optional<DelayRecord::Delays> Watchdog::delays(std::int64_t from_ns, std::int64_t to_ns) const {
  const std::lock_guard guard(mutex_);
  return record_.between(from_ns, to_ns, zassay::to_ns(Clock::now()));
}

void record_scheduling(Session& session) {
  for (const Expectation& expectation : session.cell().expect) {
    if (expectation.check != "elapsed") continue;
    const std::string name = string_member(expectation.arguments, "op");
    for (const Operation& operation : session.operations()) {
      if (operation.name != name || !operation.done || !operation.reply.contains("to")) continue;
      const Side& side = session.side(operation.side);
      if (!side.lease) continue;
      const std::int64_t hello_ns = side.process().hello().monotonic_ns;
      const auto seen = Watchdog::instance().delays(hello_ns + integer_member(operation.reply, "from"),
                                                    hello_ns + integer_member(operation.reply, "to"));
      Json facts = seen ? Json{{"worst_delay_ms", seen->worst_ms}, {"total_delay_ms", seen->total_ms}} : Json::object();
      if (seen && operation.kept_waiting) {
        facts["adapter_delay_ms"] = std::chrono::ceil<std::chrono::milliseconds>(*operation.kept_waiting).count();
      }
      session.evidence("scheduling", seen ? "came" : "unknown", {{"op", operation.number}, {"facts", facts}});
    }
  }
}

}  // namespace zassay
