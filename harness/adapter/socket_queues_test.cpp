#include "adapter/socket_queues.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "adapter/descriptor.hpp"

namespace zassay {
namespace {

std::uint64_t inode_of(const Descriptor& descriptor) {
  struct stat status {};
  EXPECT_EQ(::fstat(descriptor.get(), &status), 0);
  return status.st_ino;
}

std::vector<SocketQueue> read_own(SocketQueues& queues) {
  const std::array<OpenDescriptors, 1> self{read_open_descriptors(::getpid()).value()};
  const auto found = queues.read(self);
  EXPECT_TRUE(found) << found.error().sentence;
  return found.value_or(std::vector<SocketQueue>{});
}

std::optional<SocketQueue> queue_of(SocketQueues& queues, const Descriptor& descriptor) {
  for (const SocketQueue& queue : read_own(queues)) {
    if (queue.inode == inode_of(descriptor)) return queue;
  }
  return std::nullopt;
}

/// A connected pair over the loopback, and its listener.
struct TcpPair {
  Descriptor listener, client, server;

  explicit TcpPair(int family) {
    sockaddr_storage address{};
    address.ss_family = static_cast<sa_family_t>(family);
    if (family == AF_INET6) {
      reinterpret_cast<sockaddr_in6*>(&address)->sin6_addr = in6addr_loopback;
    } else {
      reinterpret_cast<sockaddr_in*>(&address)->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    socklen_t size = sizeof address;
    listener = Descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    client = Descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener.get(), plain, size) != 0 || ::listen(listener.get(), 1) != 0) return;
    if (::getsockname(listener.get(), plain, &size) != 0 || ::connect(client.get(), plain, size) != 0) return;
    server = Descriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    ::fcntl(client.get(), F_SETFL, O_NONBLOCK);
  }
};

std::size_t fill(const Descriptor& socket) {
  const std::string piece(4096, 'x');
  std::size_t total = 0;
  for (ssize_t size = 0; (size = ::send(socket.get(), piece.data(), piece.size(), MSG_NOSIGNAL)) > 0;) {
    total += static_cast<std::size_t>(size);
  }
  return total;
}

/// What was sent has been received, whether it was acknowledged already or not.
void expect_arrived(const std::optional<SocketQueue>& client, const std::optional<SocketQueue>& server) {
  ASSERT_TRUE(client && server);
  EXPECT_EQ(client->peer_inode, server->inode);
  EXPECT_GT(client->sent_bytes, 0);
  EXPECT_EQ(client->sent_bytes, server->received_bytes);
  EXPECT_EQ(client->unsent_bytes, 0);
  EXPECT_TRUE(client->takes_more);
}

class SocketQueuesTest : public ::testing::TestWithParam<int> {};

TEST_P(SocketQueuesTest, SeesTcpQueuesFillAndDrain) {
  const TcpPair pair(GetParam());
  if (!pair.server) GTEST_SKIP() << "this machine has no such loopback";
  for (const bool by_files : {false, true}) {
    SocketQueues queues;
    if (by_files) queues.use_proc_files();
    ASSERT_TRUE(queue_of(queues, pair.listener));
    EXPECT_TRUE(queue_of(queues, pair.listener)->is_listener());
    ASSERT_TRUE(queue_of(queues, pair.server));
    EXPECT_EQ(queue_of(queues, pair.server)->receive_queue_bytes, 0U);
    ASSERT_EQ(::send(pair.client.get(), "hello", 5, 0), 5);
    while (queue_of(queues, pair.server)->receive_queue_bytes != 5) {
    }
    if (!by_files) expect_arrived(queue_of(queues, pair.client), queue_of(queues, pair.server));
    while (queue_of(queues, pair.client)->send_queue_bytes != 0) {
    }
    std::array<char, 8> bytes{};
    ASSERT_EQ(::recv(pair.server.get(), bytes.data(), bytes.size(), 0), 5);
    EXPECT_EQ(queue_of(queues, pair.server)->receive_queue_bytes, 0U);
    EXPECT_EQ(queue_of(queues, pair.server)->family, SocketQueue::Family::tcp);
  }
}

TEST_P(SocketQueuesTest, SeesAShutWindow) {
  TcpPair pair(GetParam());
  if (!pair.server) GTEST_SKIP() << "this machine has no such loopback";
  SocketQueues queues;
  std::size_t sent = fill(pair.client);
  std::optional<SocketQueue> queue = queue_of(queues, pair.client);
  // The window shuts when the peer's buffer is full: then the kernel probes it.
  while (queue && !queue->probe_timer) {
    sent += fill(pair.client);
    queue = queue_of(queues, pair.client);
  }
  ASSERT_TRUE(queue);
  EXPECT_GT(queue->send_queue_bytes, 0U);
  EXPECT_GE(queue->send_window_bytes, 0);
  EXPECT_GT(queue->unsent_bytes, 0);
  EXPECT_FALSE(queue->takes_more);
  while (queue && queue->refused_probes < 1) queue = queue_of(queues, pair.client);  // the kernel's timer: some 200 ms
  ASSERT_TRUE(queue);
  EXPECT_EQ(queue_of(queues, pair.server)->receive_queue_bytes + queue->send_queue_bytes, sent);
  EXPECT_EQ(queue->send_window_bytes, 0);
  pair.server.reset();  // a reset by the peer takes the client's queues away: it must not be reported with old ones
  while (queue_of(queues, pair.client)) {
  }
}

INSTANTIATE_TEST_SUITE_P(Families, SocketQueuesTest, ::testing::Values(AF_INET, AF_INET6),
                         [](const auto& family) { return family.param == AF_INET ? "IPv4" : "IPv6"; });

TEST(SocketQueuesUnixTest, SeesBytesAndPeer) {
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
  const Descriptor a(ends[0]), b(ends[1]);
  ASSERT_EQ(::send(a.get(), "hello", 5, 0), 5);
  SocketQueues queues;
  const auto receiver = queue_of(queues, b);
  ASSERT_TRUE(receiver);
  EXPECT_EQ(receiver->family, SocketQueue::Family::unix_stream);
  EXPECT_EQ(receiver->receive_queue_bytes, 5U);
  EXPECT_EQ(receiver->peer_inode, inode_of(a));
  EXPECT_GT(queue_of(queues, a)->send_queue_bytes, 0U);
  SocketQueues files;
  files.use_proc_files();
  EXPECT_TRUE(queue_of(files, a));
}

TEST(SocketQueuesUnixTest, IsQuickAtSocketsThatItKnows) {
  const TcpPair first(AF_INET), second(AF_INET);
  SocketQueues queues;
  read_own(queues);
  auto best = std::chrono::nanoseconds::max();
  for (int i = 0; i < 200; ++i) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_GE(read_own(queues).size(), 6U);
    best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - start);
  }
  EXPECT_LT(best, std::chrono::microseconds(300));
  RecordProperty("best_us", static_cast<int>(best.count() / 1000));
}

TEST(SocketQueuesTest, LooksAgainAtTheConnectionsThatItKnows) {
  SocketQueues queues;
  EXPECT_TRUE(queues.read_again().empty()) << "none has been seen";
  const TcpPair tcp(AF_INET);
  ASSERT_TRUE(tcp.server);
  const auto state_of = [](const std::vector<SocketQueue>& all, const Descriptor& socket) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& queue) { return queue.inode == inode_of(socket); });
    return found == all.end() ? std::nullopt : std::optional(*found);
  };
  read_own(queues);
  const std::size_t sent = fill(tcp.client);
  const auto client = state_of(queues.read_again(), tcp.client);
  ASSERT_TRUE(client);
  EXPECT_EQ(client->peer_inode, inode_of(tcp.server));
  EXPECT_GE(client->sent_bytes + client->unsent_bytes, static_cast<std::int64_t>(sent));
  EXPECT_GT(client->send_queue_bytes, 0U);
}

}  // namespace
}  // namespace zassay
