// How much of a direct path's throughput is left when a relay stands on the link: libzmq PUSH to PULL over tcp.
#include <benchmark/benchmark.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <zmq.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "adapter/descriptor.hpp"
#include "link/loop.hpp"
#include "link/relay.hpp"

namespace {

using zassay::Descriptor;
using zassay::link::Loop;
using zassay::link::Relay;

/// A relay, and who takes its events, as the runner of a cell does.
class RelayThread {
 public:
  explicit RelayThread(const std::string& target) : stop_(::eventfd(0, EFD_CLOEXEC)), loop_(std::move(*Loop::make())) {
    Relay relay(*loop_, {});
    endpoint_ = *relay.open("tcp://127.0.0.1:*", target);
    thread_ = std::thread([this] { take_events(); });
  }
  ~RelayThread() {
    ::eventfd_write(stop_.get(), 1);
    thread_.join();
  }
  RelayThread(const RelayThread&) = delete;
  RelayThread& operator=(const RelayThread&) = delete;
  const std::string& endpoint() const { return endpoint_; }

 private:
  void take_events() {
    std::array<pollfd, 2> asked{pollfd{stop_.get(), POLLIN, 0}, pollfd{loop_->wake_descriptor(), POLLIN, 0}};
    while (::poll(asked.data(), asked.size(), -1) > 0 && asked[0].revents == 0) {
      while (auto event = loop_->next_event()) benchmark::DoNotOptimize(event);
    }
  }

  Descriptor stop_;
  std::unique_ptr<Loop> loop_;
  std::string endpoint_;
  std::thread thread_;
};

/// Argument 0: octets of a message. Argument 1: whether a relay stands between.
void push_to_pull(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0));
  const std::size_t messages = std::min<std::size_t>(200'000, (std::size_t{256} << 20) / size);
  void* const context = zmq_ctx_new();
  void* const pull = zmq_socket(context, ZMQ_PULL);
  void* const push = zmq_socket(context, ZMQ_PUSH);
  std::array<char, 256> endpoint{};
  std::size_t endpoint_size = endpoint.size();
  zmq_bind(pull, "tcp://127.0.0.1:*");
  zmq_getsockopt(pull, ZMQ_LAST_ENDPOINT, endpoint.data(), &endpoint_size);
  std::optional<RelayThread> relay;
  if (state.range(1) == 1) relay.emplace(endpoint.data());
  zmq_connect(push, relay ? relay->endpoint().c_str() : endpoint.data());
  const std::string message(size, 'm');
  std::vector<char> got(size);
  for (auto iteration : state) {
    std::thread sender([&] {
      for (std::size_t i = 0; i < messages; ++i) zmq_send(push, message.data(), message.size(), 0);
    });
    for (std::size_t i = 0; i < messages; ++i) zmq_recv(pull, got.data(), got.size(), 0);
    sender.join();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * messages * size));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * messages));
  zmq_close(push);
  zmq_close(pull);
  zmq_ctx_term(context);
}
BENCHMARK(push_to_pull)
    ->ArgNames({"octets", "relay"})
    ->ArgsProduct({{64, 1024, 65536, 1 << 20}, {0, 1}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
