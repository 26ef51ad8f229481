#include "mutants/model/poll.hpp"

#include <poll.h>

#include <cerrno>
#include <vector>

#include "mutants/model/context.hpp"

namespace zassay::model {
namespace {

/// What is true of an item now: of a socket its events, of a descriptor what the kernel said (API-POLL-08). Only what
/// was asked for is reported (API-POLL-07).
int look(zmq_pollitem_t& item, const pollfd& descriptor) {
  item.revents = 0;  // API-POLL-03
  if (item.socket == nullptr) {
    const auto of = [&](int system, int own) { return (descriptor.revents & system) != 0 ? own : 0; };
    const int seen = of(POLLIN, ZMQ_POLLIN) | of(POLLOUT, ZMQ_POLLOUT) | of(POLLPRI, ZMQ_POLLPRI) |
                     of(POLLERR | POLLHUP | POLLNVAL, ZMQ_POLLERR);
    item.revents = static_cast<short>(seen);
    return 0;
  }
  short events = 0;
  if (const int problem = static_cast<Socket*>(item.socket)->events(events)) return problem;
  item.revents = static_cast<short>(events & item.events);
  return 0;
}

/// What the kernel is to watch: the descriptor of a socket, which tells that something changed, or the item's own.
int watch(const zmq_pollitem_t* items, int count, std::vector<pollfd>& watched) {
  for (int i = 0; i < count; ++i) {
    if (items[i].socket == nullptr) {
      const auto asked = [&](int own, int system) { return (items[i].events & own) != 0 ? system : 0; };
      const int events = asked(ZMQ_POLLIN, POLLIN) | asked(ZMQ_POLLOUT, POLLOUT) | asked(ZMQ_POLLPRI, POLLPRI);
      watched.push_back({items[i].fd, static_cast<short>(events), 0});
      continue;
    }
    Socket* const socket = Context::socket_of(items[i].socket);  // API-POLL-02: its fd is ignored
    if (socket == nullptr) return ENOTSOCK;
    watched.push_back({socket->wait_descriptor(), POLLIN, 0});
  }
  return 0;
}

}  // namespace

int poll(zmq_pollitem_t* items, int count, long timeout_ms, int& problem) {
  const Deadline deadline(timeout_ms);
  std::vector<pollfd> watched;
  problem = count < 0 ? EINVAL : count > 0 && items == nullptr ? EFAULT : watch(items, count, watched);
  if (problem != 0) return 0;
  bool is_over = timeout_ms == 0;
  for (;;) {
    if (::poll(watched.data(), watched.size(), 0) < 0 && errno != EINTR) problem = errno;
    int ready = 0;
    for (int i = 0; i < count && problem == 0; ++i) {
      problem = look(items[i], watched[static_cast<std::size_t>(i)]);
      if (items[i].revents != 0) ++ready;
    }
    if (problem != 0 || ready > 0 || is_over) return problem != 0 ? 0 : ready;  // API-POLL-09, API-POLL-10
    const int changed = ::poll(watched.data(), watched.size(), deadline.left_ms());
    if (changed < 0) problem = errno;  // EINTR: it does not begin again by itself (API-POLL-12)
    if (changed < 0) return 0;
    is_over = changed == 0;
  }
}

}  // namespace zassay::model
