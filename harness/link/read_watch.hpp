#pragma once

#include <algorithm>
#include <asio/steady_timer.hpp>
#include <chrono>

#include "link/stream.hpp"

namespace zassay::link {

/// Asks again and again, with growing pauses, since no kernel tells when the other end of a connection was read.
class ReadWatch {
 public:
  explicit ReadWatch(Core& core) : timer_(core.context()) {}

  bool is_waiting() const { return waits_; }
  void begin() { pause_ = shortest; }  ///< of something new to be read

  /// Calls the handler after a pause; not at all when this is stopped or waits already.
  template <typename Handler>
  void ask_again(Handler handler) {
    if (waits_) return;
    waits_ = true;
    timer_.expires_after(pause_);
    pause_ = std::min(2 * pause_, longest);
    timer_.async_wait([this, handler = std::move(handler)](const asio::error_code& error) mutable {
      if (error) return;  // this may be gone
      waits_ = false;
      handler();
    });
  }
  void stop() {
    timer_.cancel();
    waits_ = false;
  }

 private:
  static constexpr std::chrono::microseconds shortest{25};
  static constexpr std::chrono::microseconds longest{2000};
  asio::steady_timer timer_;
  std::chrono::microseconds pause_ = shortest;
  bool waits_ = false;
};

}  // namespace zassay::link
