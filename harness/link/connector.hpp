#pragma once

#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "link/core.hpp"
#include "link/endpoint.hpp"

namespace zassay::link {

/// Makes one connection, and tries until it stands or somebody has had enough. Used on the loop's thread.
class Connector : public std::enable_shared_from_this<Connector> {
 public:
  struct Handlers {
    std::function<void(Descriptor)> connected;
    std::function<bool(int)> refused;  ///< gets an errno; whether to try again
  };
  Connector(Core& core, const Address& address, const BufferSizes& buffers, std::chrono::milliseconds pause,
            Handlers handlers);

  void start() { attempt(); }
  void stop();
  void look(Quiet& quiet);

 private:
  void attempt();
  void wait_for_answer();
  void answer(int error);
  void try_again();

  Core& core_;
  Address address_;
  BufferSizes buffers_;
  std::chrono::milliseconds pause_;
  Handlers handlers_;
  asio::posix::stream_descriptor socket_;
  asio::steady_timer timer_;
  enum class State { asking, pausing, done } state_ = State::asking;
};

}  // namespace zassay::link
