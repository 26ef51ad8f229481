#include "link/core.hpp"

#include <algorithm>
#include <asio/executor_work_guard.hpp>
#include <utility>

namespace zassay::link {
namespace {
constexpr std::size_t chunk_octets = 65536;
}  // namespace

Core::Core(Descriptor wake, Loop::Limits limits) : events_(std::move(wake), limits), chunk_(chunk_octets) {}

Core::~Core() { stop(); }

void Core::start() {
  thread_ = std::thread([this, guard = asio::make_work_guard(context_)] { context_.run(); });
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

void Core::tell(Event event) {
  if (event.when == std::chrono::steady_clock::time_point{}) event.when = std::chrono::steady_clock::now();
  events_.add(std::move(event));
}

bool Core::may_read(std::function<void()> again) {
  if (!events_.full()) return true;
  waiting_for_room_.push_back(std::move(again));
  return false;
}

}  // namespace zassay::link
