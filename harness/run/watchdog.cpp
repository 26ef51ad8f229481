#include "run/watchdog.hpp"

#include <algorithm>
#include <condition_variable>

#include "run/session.hpp"

namespace zassay {
namespace {

constexpr auto wake_interval = std::chrono::milliseconds(2);
constexpr auto kept = std::chrono::seconds(60);

std::int64_t to_ns(Clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

}  // namespace

Watchdog& Watchdog::instance() {
  static Watchdog watchdog;
  return watchdog;
}

void Watchdog::start() {
  if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stopping) { watch(stopping); });
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
  while (!stopping.stop_requested()) {
    const auto due = Clock::now() + wake_interval;
    never.wait_until(lock, stopping, due, [] { return false; });
    const auto now = Clock::now();
    const std::lock_guard guard(mutex_);
    samples_.push_back({to_ns(now), std::max<std::int64_t>(0, to_ns(now) - to_ns(due))});
    while (samples_.front().at_ns < to_ns(now - kept)) samples_.pop_front();
  }
}

std::optional<Watchdog::Delays> Watchdog::delays(std::int64_t from_ns, std::int64_t to_ns) const {
  const std::lock_guard guard(mutex_);
  if (samples_.empty() || samples_.front().at_ns > from_ns) return std::nullopt;
  std::int64_t worst_ns = 0;
  std::int64_t total_ns = 0;
  for (const Sample& sample : samples_) {
    // A late wake-up speaks of the stretch before it, so the sample just after the end counts too.
    if (sample.at_ns < from_ns || sample.at_ns - sample.delay_ns > to_ns) continue;
    worst_ns = std::max(worst_ns, sample.delay_ns);
    total_ns += sample.delay_ns;
  }
  const auto rounded_up_ms = [](std::int64_t ns) { return (ns + 999'999) / 1'000'000; };
  return Delays{rounded_up_ms(worst_ns), rounded_up_ms(total_ns)};
}

void record_scheduling(Session& session) {
  for (const Expectation& expectation : session.cell().expect) {
    if (expectation.check != "elapsed") continue;
    const Operation* operation = session.latest(string_member(expectation.arguments, "op"));
    if (operation == nullptr || !operation->done || !operation->reply.contains("to")) continue;
    const Side& side = session.side(operation->side);
    if (!side.lease) continue;
    const std::int64_t hello_ns = side.process().hello().monotonic_ns;
    const auto seen = Watchdog::instance().delays(hello_ns + integer_member(operation->reply, "from"),
                                                  hello_ns + integer_member(operation->reply, "to"));
    const Json facts =
        seen ? Json{{"worst_delay_ms", seen->worst_ms}, {"total_delay_ms", seen->total_ms}} : Json::object();
    session.evidence("scheduling", seen ? "came" : "unknown", {{"op", operation->number}, {"facts", facts}});
  }
}

}  // namespace zassay
