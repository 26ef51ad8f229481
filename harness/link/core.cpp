#include "link/core.hpp"

#include <algorithm>
#include <asio/executor_work_guard.hpp>
#include <utility>

namespace zassay::link {
namespace {
constexpr std::size_t chunk_octets = 262144;
constexpr std::size_t least_octets = 4096;
constexpr std::size_t many_events = 4096;  // a step with more would let others wait for milliseconds
}  // namespace

Core::Core(Descriptor wake, Loop::Limits limits)
    : events_(std::move(wake), limits), chunk_(chunk_octets), step_octets_(chunk_octets / 8) {}

Core::~Core() { stop(); }

void Core::start() {
  thread_ = std::thread([this] { run(); });
}

/// One step at a time, and behind each the events that it told. In between the runner may be waiting for them.
void Core::run() {
  const auto guard = asio::make_work_guard(context_);
  while (context_.run_one() > 0) tell_now();
}

void Core::stop() {
  if (!thread_.joinable()) return;
  asio::post(context_, [this] {
    for (const auto& part : parts_) part->end();
    context_.stop();
  });
  thread_.join();
  ended_ = true;
  parts_.clear();
  waiting_for_room_.clear();
}

std::optional<Event> Core::take_event() {
  EventQueue::Taken taken = events_.take();
  if (taken.has_room_again) {
    asio::post(context_, [this] {
      for (const auto& again : std::exchange(waiting_for_room_, {})) again();
    });
  }
  return std::move(taken.event);
}

Quiet Core::look() const {
  Quiet quiet;
  for (const auto& part : parts_) part->look(quiet);
  std::sort(quiet.descriptors.begin(), quiet.descriptors.end());
  return quiet;
}

void Core::tell_now() {
  if (told_.size() > many_events) {
    step_octets_ = std::max(step_octets_ / 4, least_octets);
  } else if (told_.size() < many_events / 8) {
    step_octets_ = std::min(2 * step_octets_, chunk_.size());
  }
  events_.add(told_);
}

Event Core::stamped(Event event) {
  if (event.when == std::chrono::steady_clock::time_point{}) event.when = std::chrono::steady_clock::now();
  return event;
}

std::span<char> Core::room(std::function<void()> again) {
  const std::size_t events = events_.room();
  if (events == 0) waiting_for_room_.push_back(std::move(again));
  return std::span(chunk_).first(std::min(events, step_octets_));  // an item has two octets or more, and two events
}

}  // namespace zassay::link
