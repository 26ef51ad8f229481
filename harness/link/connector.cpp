#include "link/connector.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace zassay::link {
namespace {

/// Two tries of one socket can meet: TCP connects it with itself when the kernel picks the port that it asks for.
bool is_connected_with_itself(int descriptor) {
  Address here;
  Address there;
  here.size = there.size = sizeof here.storage;
  return ::getsockname(descriptor, here.plain(), &here.size) == 0 &&
         ::getpeername(descriptor, there.plain(), &there.size) == 0 && !here.is_unix() && here.size == there.size &&
         std::memcmp(&here.storage, &there.storage, here.size) == 0;
}

}  // namespace

Connector::Connector(Core& core, const Address& address, const BufferSizes& buffers, std::chrono::milliseconds pause,
                     Handlers handlers)
    : core_(core),
      address_(address),
      buffers_(buffers),
      pause_(std::max(pause, std::chrono::milliseconds(1))),
      handlers_(std::move(handlers)),
      socket_(core.context()),
      timer_(core.context()) {}

void Connector::stop() {
  state_ = State::done;
  asio::error_code ignored;
  if (socket_.is_open()) socket_.close(ignored);
  timer_.cancel();
}

void Connector::look(Quiet& quiet) {
  if (state_ == State::asking) ++quiet.connecting;
  if (state_ == State::pausing) ++quiet.trying_again;
  if (socket_.is_open()) quiet.descriptors.push_back(socket_.native_handle());
}

void Connector::attempt() {
  state_ = State::asking;
  Descriptor asking = open_socket(address_.family(), buffers_);
  if (!asking) return answer(errno);
  asio::error_code error;
  socket_.assign(asking.get(), error);
  if (error) return answer(error.value());
  const int number = asking.release();
  if (::connect(number, address_.plain(), address_.size) == 0) return answer(0);
  if (errno != EINPROGRESS) return answer(errno);  // of a unix socket also EAGAIN: too many wait to be accepted
  wait_for_answer();
}

void Connector::wait_for_answer() {
  socket_.async_wait(asio::posix::stream_descriptor::wait_write,
                     [self = shared_from_this()](const asio::error_code& aborted) {
                       if (aborted || self->state_ != State::asking) return;
                       int error = 0;
                       socklen_t size = sizeof error;
                       ::getsockopt(self->socket_.native_handle(), SOL_SOCKET, SO_ERROR, &error, &size);
                       self->answer(error);
                     });
}

void Connector::answer(int error) {
  if (error == 0 && is_connected_with_itself(socket_.native_handle())) error = ECONNREFUSED;
  if (error == 0) {
    state_ = State::done;
    Descriptor connected(socket_.release());
    return handlers_.connected(std::move(connected));
  }
  asio::error_code ignored;
  if (socket_.is_open()) socket_.close(ignored);
  state_ = State::pausing;
  if (handlers_.refused(error) && state_ == State::pausing) {
    try_again();
  } else {
    state_ = State::done;
  }
}

void Connector::try_again() {
  timer_.expires_after(pause_);
  timer_.async_wait([self = shared_from_this()](const asio::error_code& aborted) {
    if (!aborted && self->state_ == State::pausing) self->attempt();
  });
}

}  // namespace zassay::link
