#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <string>

#include "adapter/descriptor.hpp"
#include "link/endpoint.hpp"
#include "link/loop.hpp"
#include "wire/command.hpp"
#include "wire/greeting.hpp"
#include "wire/metadata.hpp"

namespace zassay::link {

constexpr int limit_ms = 60'000;  // of every wait: a test that gets there has failed

/// A folder for ipc endpoints, removed at the end.
class TestFolder {
 public:
  TestFolder() {
    std::string name = "/tmp/zassay-link-XXXXXX";
    path_ = ::mkdtemp(name.data());
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A plain socket that waits, at most so long, and does what the test says and nothing else.
class Plain {
 public:
  Plain() = default;
  explicit Plain(Descriptor socket) : socket_(std::move(socket)) {}

  static Plain listening(const std::string& endpoint) {
    auto bound = listen_at(*read_endpoint(endpoint, Purpose::listen), {});
    EXPECT_TRUE(bound) << bound.error().sentence;
    return bound ? Plain(std::move(bound->descriptor)) : Plain();
  }
  /// Has an address, which nobody else can get, and does not listen: who connects there is refused.
  static Plain refusing(const std::string& endpoint) {
    const auto address = read_endpoint(endpoint, Purpose::listen);
    Plain made(open_socket(address->family(), {}));
    EXPECT_EQ(::bind(made.number(), address->plain(), address->size), 0);
    return made;
  }
  void listen() { EXPECT_EQ(::listen(number(), 16), 0); }
  /// Connects; `error()` says why not.
  static Plain connected(const std::string& endpoint, const BufferSizes& buffers = {}) {
    const auto address = read_endpoint(endpoint, Purpose::connect);
    EXPECT_TRUE(address) << endpoint;
    Plain made(open_socket(address->family(), buffers));
    if (::connect(made.number(), address->plain(), address->size) == 0) return made;
    made.error_ = errno;
    if (errno != EINPROGRESS || !made.wait(POLLOUT)) return made;
    socklen_t size = sizeof made.error_;
    ::getsockopt(made.number(), SOL_SOCKET, SO_ERROR, &made.error_, &size);
    if (made.error_ == ECONNRESET) made.end_ = "rst";  // it stood, and was reset already
    return made;
  }

  Plain accept() const {
    EXPECT_TRUE(wait(POLLIN)) << "nobody connected";
    return Plain(Descriptor(::accept4(number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)));
  }
  std::string endpoint() const {
    Address address;
    address.size = sizeof address.storage;
    ::getsockname(number(), address.plain(), &address.size);
    return address.endpoint();
  }

  int number() const { return socket_.get(); }
  int error() const { return error_; }
  bool wait(short events) const {
    pollfd asked{number(), events, 0};
    return ::poll(&asked, 1, limit_ms) > 0;
  }
  bool has_input() const {
    pollfd asked{number(), POLLIN, 0};
    return ::poll(&asked, 1, 0) > 0;
  }

  bool has_hung_up() const {
    pollfd asked{number(), POLLRDHUP, 0};
    return ::poll(&asked, 1, 0) > 0 && (asked.revents & (POLLHUP | POLLERR)) != 0;
  }

  /// All of it, or less when the other side has ended.
  std::size_t send(std::string_view octets) {
    std::size_t done = 0;
    while (done < octets.size() && wait(POLLOUT)) {
      const ssize_t count = ::send(number(), octets.data() + done, octets.size() - done, MSG_NOSIGNAL);
      if (count < 0 && errno != EAGAIN) break;
      if (count > 0) done += static_cast<std::size_t>(count);
    }
    return done;
  }
  /// What the kernel takes without waiting.
  std::size_t send_at_once(std::string_view octets) {
    const ssize_t count = ::send(number(), octets.data(), octets.size(), MSG_NOSIGNAL);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
  }
  /// So many octets; fewer when the side ended before, and then how is in `end()`.
  std::string receive(std::size_t octets) {
    std::string got;
    std::array<char, 65536> chunk{};
    while (got.size() < octets && end_.empty()) {
      if (!wait(POLLIN)) {
        ADD_FAILURE() << "only " << got.size() << " of " << octets << " octets came";
        break;
      }
      const ssize_t count = ::recv(number(), chunk.data(), std::min(chunk.size(), octets - got.size()), 0);
      if (count > 0) got.append(chunk.data(), static_cast<std::size_t>(count));
      if (count == 0) end_ = "fin";
      if (count < 0 && errno != EAGAIN) end_ = errno == ECONNRESET || errno == EPIPE ? "rst" : std::strerror(errno);
    }
    return got;
  }
  std::string receive_all() { return receive(SIZE_MAX); }
  const std::string& end() const { return end_; }  ///< "fin" or "rst", once it was read

  void half_close() { ::shutdown(number(), SHUT_WR); }
  void close() { socket_.reset(); }
  void reset() {
    const linger at_once{1, 0};
    ::setsockopt(number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    socket_.reset();
  }

 private:
  Descriptor socket_;
  int error_ = 0;
  std::string end_;
};

/// A process that holds a copy of every descriptor there is, as one that is being started does until its program
/// begins.
class Copies {
 public:
  Copies() : process_(::fork()) {
    EXPECT_NE(process_, -1);
    if (process_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (true) ::pause();
  }
  ~Copies() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;

 private:
  pid_t process_;
};

/// A loop and what it told so far. The parameter is the transport.
class LinkTest : public testing::TestWithParam<const char*> {
 protected:
  using Match = std::function<bool(const Event&)>;

  std::string any_endpoint() {
    if (std::string(GetParam()) == "tcp") return "tcp://127.0.0.1:*";
    return "ipc://" + folder.path() + "/" + std::to_string(++endpoints) + ".sock";
  }
  bool is_tcp() const { return std::string(GetParam()) == "tcp"; }

  /// The first event of those that were not given before for which it is true; those before it are kept in `passed`.
  Event await(const Match& match, const std::string& what) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms);
    while (true) {
      while (auto event = loop->next_event()) {
        if (match(*event)) return std::move(*event);
        passed.push_back(std::move(*event));
      }
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      pollfd asked{loop->wake_descriptor(), POLLIN, 0};
      if (left.count() > 0 && ::poll(&asked, 1, static_cast<int>(left.count())) > 0) continue;
      ADD_FAILURE() << "no event: " << what;
      return {};
    }
  }
  Event await(Event::Kind kind) {
    return await([kind](const Event& event) { return event.kind == kind; }, word_of(kind));
  }
  Event await(Event::Kind kind, Side side) {
    return await([=](const Event& event) { return event.kind == kind && event.side == side; }, word_of(kind));
  }
  /// A complete item of this kind, or a command of this name.
  Event await_item(wire::Item::Kind kind, const std::string& name = {}) {
    return await(
        [&](const Event& event) {
          return event.kind == Event::Kind::item && event.item.complete && event.item.kind == kind &&
                 (name.empty() || event.item.name == name);
        },
        "item " + name);
  }
  /// Waits until nothing moves; looks again and again, since nothing tells.
  Quiet await_rest() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms);
    Quiet quiet = loop->look();
    while (quiet.moving() && std::chrono::steady_clock::now() < deadline) quiet = loop->look();
    EXPECT_FALSE(quiet.moving());
    return quiet;
  }

  TestFolder folder;
  int endpoints = 0;
  std::unique_ptr<Loop> loop = std::move(*Loop::make());
  std::deque<Event> passed;
};

inline std::string transport_name(const testing::TestParamInfo<const char*>& info) { return info.param; }

/// What a ZMTP 3.1 side with the mechanism NULL sends first.
inline std::string null_greeting() {
  wire::Greeting greeting;
  greeting.set_mechanism("NULL");
  return wire::encode(greeting);
}
inline std::string ready(const std::string& socket_type) {
  const std::string body = wire::encode_ready({{"Socket-Type", socket_type}});
  return std::string("\x04", 1) + static_cast<char>(body.size()) + body;
}

}  // namespace zassay::link
