#include "run/queue_look.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <string>

#include "adapter/descriptor.hpp"

namespace zassay {
namespace {

std::uint64_t inode_of(const Descriptor& descriptor) {
  struct stat status {};
  EXPECT_EQ(::fstat(descriptor.get(), &status), 0);
  return status.st_ino;
}

/// A look at these sockets of this process alone, and at what nobody holds any more: what moves among them.
std::string look(const std::vector<const Descriptor*>& sockets) {
  static SocketQueues queues;
  const std::array<OpenDescriptors, 1> self{read_open_descriptors(::getpid()).value()};
  auto all = queues.read(self).value_or(std::vector<SocketQueue>{});
  std::erase_if(all, [&sockets](const SocketQueue& queue) {
    return queue.inode != 0 && std::none_of(sockets.begin(), sockets.end(), [&queue](const Descriptor* socket) {
             return inode_of(*socket) == queue.inode;
           });
  });
  std::string what = moving_bytes(all);
  return what.substr(0, what.find(" in socket "));
}

void look_until(const std::vector<const Descriptor*>& sockets, const std::string& what) {
  while (look(sockets) != what) {
  }
}

struct Tcp {
  Descriptor listener{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  Descriptor client, server;
  sockaddr_in address{};

  Tcp() {
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener.get(), plain(), size), 0);
    EXPECT_EQ(::listen(listener.get(), 0), 0);
    EXPECT_EQ(::getsockname(listener.get(), plain(), &size), 0);
    client = connecting();
  }
  sockaddr* plain() { return reinterpret_cast<sockaddr*>(&address); }
  Descriptor connecting() {
    Descriptor made(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    ::connect(made.get(), plain(), sizeof address);
    return made;
  }
  void accept() { server = Descriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)); }
  void fill() {
    const std::string piece(4096, 'x');
    while (::send(client.get(), piece.data(), piece.size(), MSG_NOSIGNAL) > 0) {
    }
  }
  void drain() {
    std::array<char, 65536> bytes{};
    while (::recv(server.get(), bytes.data(), bytes.size(), 0) > 0) {
    }
  }
};

TEST(QueueLookTest, AConnectionMovesUntilItIsAccepted) {
  Tcp tcp;
  look_until({&tcp.listener}, "a connection waits to be accepted");
  tcp.accept();
  EXPECT_EQ(look({&tcp.listener, &tcp.client, &tcp.server}), "");
  const Descriptor waiting = tcp.connecting();  // the only one that the listener takes in advance
  look_until({&tcp.listener}, "a connection waits to be accepted");
  std::vector<Descriptor> more;
  do {
    more.push_back(tcp.connecting());
  } while (look({&more.back()}).empty());
  EXPECT_EQ(look({&more.back()}), "a connection is being made");
}

TEST(QueueLookTest, WhatArrivedRestsWithAReaderThatDoesNotRead) {
  Tcp tcp;
  tcp.accept();
  ASSERT_EQ(::send(tcp.client.get(), "hello", 5, 0), 5);
  look_until({&tcp.client, &tcp.server}, "");
  std::array<char, 8> bytes{};
  EXPECT_EQ(::recv(tcp.server.get(), bytes.data(), bytes.size(), 0), 5) << "at rest is only what has arrived";
}

TEST(QueueLookTest, AShutWindowRestsOnceAProbeWasRefusedAndMovesWhenItIsRead) {
  Tcp tcp;
  tcp.accept();
  tcp.fill();
  EXPECT_NE(look({&tcp.client, &tcp.server}), "") << "no probe can have been answered yet";
  look_until({&tcp.client, &tcp.server}, "");
  ASSERT_EQ(::shutdown(tcp.client.get(), SHUT_WR), 0);
  EXPECT_EQ(look({&tcp.client, &tcp.server}), "") << "its end waits behind what the window keeps back";
  do {
    tcp.drain();  // the kernel's timer sends what was kept back, and then the end
  } while (look({&tcp.client, &tcp.server}) != "" || ::recv(tcp.server.get(), &tcp.address, 1, 0) != 0);
}

TEST(QueueLookTest, WhatAClosedSocketHasLeftToSendMovesUntilTheWindowIsShut) {
  Tcp tcp;
  tcp.accept();
  tcp.fill();
  tcp.client.reset();
  EXPECT_NE(look({&tcp.server}), "") << "no probe can have been answered yet";
  look_until({&tcp.server}, "");
  do {
    tcp.drain();
  } while (look({&tcp.server}) != "" || ::recv(tcp.server.get(), &tcp.address, 1, 0) != 0);
}

/// As between a RST that was sent and its arrival, for which the kernel may take its time.
TEST(QueueLookTest, AConnectionWhoseOtherEndIsGoneMoves) {
  Tcp tcp;
  tcp.accept();
  EXPECT_EQ(look({&tcp.server}), "");
  const int on = 1;
  if (::setsockopt(tcp.client.get(), IPPROTO_TCP, TCP_REPAIR, &on, sizeof on) != 0) {
    GTEST_SKIP() << "a socket that is under repair is closed without a word, and that is not allowed here";
  }
  tcp.client.reset();
  EXPECT_EQ(look({&tcp.server}), "the end of a connection is on its way");
  tcp.listener.reset();
  EXPECT_EQ(look({&tcp.server}), "the end of a connection is on its way");
}

TEST(QueueLookTest, BytesBetweenUnixSocketsHaveArrivedAndConnectionsHaveNot) {
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends), 0);
  const Descriptor one(ends[0]), other(ends[1]);
  const std::string piece(4096, 'x');
  while (::send(one.get(), piece.data(), piece.size(), MSG_NOSIGNAL) > 0) {
  }
  EXPECT_EQ(look({&one, &other}), "");
  sockaddr_un address{AF_UNIX, {}};  // bound without a path it gets an abstract name
  socklen_t size = sizeof(sa_family_t);
  const Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const Descriptor client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ASSERT_EQ(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(listener.get(), 1), 0);
  EXPECT_EQ(look({&listener}), "");
  size = sizeof address;
  ASSERT_EQ(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
  ASSERT_EQ(::connect(client.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(look({&listener}), "a connection waits to be accepted");
}

/// A socket with unread bytes all of which its peer, inode 2, has received.
SocketQueue arrived() {
  SocketQueue queue;
  queue.inode = 1;
  queue.state = TCP_ESTABLISHED;
  queue.send_queue_bytes = 10;
  queue.peer_inode = 2;
  queue.unsent_bytes = 0;
  queue.sent_bytes = 100;
  queue.takes_more = true;
  queue.retransmit_timer = true;
  return queue;
}

std::string beside_its_peer(const SocketQueue& queue) {
  SocketQueue peer;
  peer.inode = 2;
  peer.state = TCP_ESTABLISHED;
  peer.received_bytes = 100;
  return moving_bytes({queue, peer});
}

TEST(QueueLookTest, WhatIsNotProvenToHaveArrivedIsOnItsWay) {
  const std::string moving = "10 bytes are on their way in socket 1";
  EXPECT_EQ(beside_its_peer(arrived()), "");
  EXPECT_EQ(moving_bytes({arrived()}), moving) << "nobody looked at the peer";
  const std::vector<std::function<void(SocketQueue&)>> doubts{
      [](SocketQueue& queue) { queue.sent_bytes = 101; },   [](SocketQueue& queue) { queue.unsent_bytes = 1; },
      [](SocketQueue& queue) { queue.unsent_bytes = -1; },  [](SocketQueue& queue) { queue.sent_bytes = -1; },
      [](SocketQueue& queue) { queue.takes_more = false; }, [](SocketQueue& queue) { queue.peer_inode = 0; },
      [](SocketQueue& queue) { queue.peer_inode = 3; }};
  for (std::size_t i = 0; i < doubts.size(); ++i) {
    SocketQueue queue = arrived();
    doubts[i](queue);
    EXPECT_EQ(beside_its_peer(queue), moving) << i;
  }
}

TEST(QueueLookTest, AWindowIsShutOnlyWithARefusedProbe) {
  SocketQueue queue = arrived();
  queue.peer_inode = 0;
  queue.send_window_bytes = 0;
  queue.probe_timer = true;
  queue.refused_probes = 1;
  EXPECT_EQ(moving_bytes({queue}), "");
  SocketQueue other = queue;
  other.refused_probes = 0;
  EXPECT_NE(moving_bytes({other}), "");
  other = queue;
  other.send_window_bytes = -1;
  EXPECT_NE(moving_bytes({other}), "") << "a kernel that does not tell proves nothing";
  for (const int state : {TCP_FIN_WAIT1, TCP_CLOSING, TCP_LAST_ACK}) {
    other = queue;
    other.state = state;
    EXPECT_EQ(moving_bytes({other}), "");
    other.send_window_bytes = 1;
    EXPECT_EQ(moving_bytes({other}), "a connection is being closed in socket 1");
  }
}

}  // namespace
}  // namespace zassay
