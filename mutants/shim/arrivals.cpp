#include "mutants/shim/arrivals.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

using Clock = std::chrono::steady_clock;

/// One message to its last frame. Nothing at an error, which errno says; frames that came before it are a message.
std::optional<Message> fetch(void* socket, int flags) {
  Message message;
  do {
    Frame frame;
    if (real().zmq_msg_recv(frame.get(), socket, flags) < 0) {
      const int problem = real().zmq_errno();
      if (!message.empty()) return message;
      frame = Frame();
      errno = problem;
      return std::nullopt;
    }
    message.push_back(std::move(frame));
  } while (message.back().more());
  return message;
}

long left_ms(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
  return static_cast<long>(std::max<std::int64_t>(0, left));
}

}  // namespace

void Arrivals::Inbox::deliver(Message message) {
  for (Frame& frame : message) frames_.push_back(std::move(frame));
}

std::optional<Message> Arrivals::Inbox::next(long wait_ms) {
  zmq_pollitem_t item{socket_, 0, ZMQ_POLLIN, 0};
  if (wait_ms > 0) real().zmq_poll(&item, 1, wait_ms);
  return fetch(socket_, ZMQ_DONTWAIT);
}

Arrivals::Inbox& Arrivals::inbox_of(void* socket) {
  std::optional<Inbox>& inbox = inboxes_.of(socket);
  if (!inbox) inbox.emplace(socket);
  return *inbox;
}

void Arrivals::admit(Message message, Inbox& inbox) {
  if (is_probe(message)) return inbox.deliver(std::move(message));
  const std::optional<Stamp> stamp = stream_stamp(message);
  inbox.number_ = ++inbox.arrived_[stamp ? std::pair(stamp->run, stamp->stream) : std::pair(0U, std::uint16_t{0})];
  arrived(std::move(message), inbox);
}

int Arrivals::receive(zmq_msg_t* message, void* socket, int flags) {
  Inbox& inbox = inbox_of(socket);
  while (inbox.frames_.empty()) {
    std::optional<Message> fetched = fetch(socket, flags);
    if (!fetched) return -1;
    admit(std::move(*fetched), inbox);
  }
  Frame& frame = inbox.frames_.front();
  const auto size = static_cast<int>(frame.bytes().size());
  inbox.more_ = frame.more();
  real().zmq_msg_move(message, frame.get());
  inbox.frames_.pop_front();
  return size;
}

/// Whether something waits in the inbox, after a look at what the real library has.
bool Arrivals::read_ahead(Inbox& inbox) {
  while (inbox.frames_.empty()) {
    if (in_lock_step(inbox.socket())) return true;
    std::optional<Message> fetched = inbox.next();
    if (!fetched) return false;
    admit(std::move(*fetched), inbox);
  }
  return true;
}

int Arrivals::look(zmq_pollitem_t* items, int count) {
  int ready = 0;
  for (int i = 0; i < count; ++i) {
    zmq_pollitem_t& item = items[i];
    if (item.socket != nullptr && (item.events & ZMQ_POLLIN) != 0) {
      Inbox& inbox = inbox_of(item.socket);
      const bool waiting = (item.revents & ZMQ_POLLIN) != 0 ? read_ahead(inbox) : !inbox.frames_.empty();
      item.revents = static_cast<short>(waiting ? item.revents | ZMQ_POLLIN : item.revents & ~ZMQ_POLLIN);
    }
    ready += item.revents != 0 ? 1 : 0;
  }
  return ready;
}

int Arrivals::poll(zmq_pollitem_t* items, int count, long timeout_ms) {
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds(std::max(0L, timeout_ms));
  for (;;) {
    bool waiting = false;
    for (int i = 0; i < count; ++i) {
      waiting = waiting || (items[i].socket != nullptr && (items[i].events & ZMQ_POLLIN) != 0 &&
                            !inbox_of(items[i].socket).frames_.empty());
    }
    if (Calls::poll(items, count, waiting ? 0 : timeout_ms < 0 ? timeout_ms : left_ms(end)) < 0) return -1;
    const int ready = look(items, count);
    if (ready > 0 || (timeout_ms >= 0 && Clock::now() >= end)) return ready;
  }
}

int Arrivals::get_option(void* socket, int option, void* value, std::size_t* size) {
  const int status = Calls::get_option(socket, option, value, size);
  if (status != 0 || *size < sizeof(int)) return status;
  const Inbox& inbox = inbox_of(socket);
  int& number = *static_cast<int*>(value);
  if (option == ZMQ_RCVMORE) number = inbox.more_ ? 1 : 0;
  if (option == ZMQ_EVENTS && !inbox.frames_.empty()) number |= ZMQ_POLLIN;
  return status;
}

void Arrivals::forget_socket(void* socket) { inboxes_.forget(socket); }

}  // namespace zassay::mutants
