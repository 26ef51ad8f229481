#pragma once

#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <memory>

#include "link/core.hpp"
#include "link/endpoint.hpp"

namespace zassay::link {

/// Accepts connections. Used on the loop's thread.
class Listener : public std::enable_shared_from_this<Listener> {
 public:
  struct Handlers {
    std::function<void(Descriptor)> accepted;
    std::function<void(int)> failed;  ///< the system gives no socket (an errno); told once in a row, and tried again
  };
  Listener(Core& core, Bound bound, const BufferSizes& buffers, Handlers handlers);

  void start() { wait(); }
  void close();      ///< takes who connected before
  void close_now();  ///< they are reset
  bool is_open() const { return socket_.is_open(); }
  const Address& address() const { return address_; }
  void look(Quiet& quiet);

 private:
  void wait();
  void wait_for_sockets();
  bool accept_some();

  Core& core_;
  asio::posix::stream_descriptor socket_;
  asio::steady_timer timer_;
  Address address_;
  BufferSizes buffers_;
  Handlers handlers_;
  bool failing_ = false;
};

}  // namespace zassay::link
