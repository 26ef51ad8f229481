#include "link/listener.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>

namespace zassay::link {
namespace {
constexpr int accepts_in_a_row = 64;
constexpr std::chrono::milliseconds pause_without_sockets{20};
}  // namespace

Listener::Listener(Core& core, Bound bound, const BufferSizes& buffers, Handlers handlers)
    : core_(core),
      socket_(core.context()),
      timer_(core.context()),
      address_(bound.address),
      buffers_(buffers),
      handlers_(std::move(handlers)) {
  asio::error_code error;
  socket_.assign(bound.descriptor.get(), error);
  if (!error) bound.descriptor.release();
}

void Listener::close() {
  for (int round = 0; is_open() && accept_some() && round < accepts_in_a_row; ++round) {
  }
  close_now();
}

void Listener::close_now() {
  asio::error_code ignored;
  if (is_open()) {
    ::shutdown(socket_.native_handle(), SHUT_RDWR);  // whoever else has a copy of the descriptor: see Stream::release
    socket_.close(ignored);
  }
  timer_.cancel();
}

void Listener::look(Quiet& quiet) {
  if (!is_open()) return;
  quiet.descriptors.push_back(socket_.native_handle());
  pollfd asked{socket_.native_handle(), POLLIN, 0};
  if (::poll(&asked, 1, 0) > 0) ++quiet.connecting;
}

void Listener::wait() {
  if (!is_open()) return;
  socket_.async_wait(asio::posix::stream_descriptor::wait_read,
                     [self = shared_from_this()](const asio::error_code& error) {
                       if (error || !self->is_open()) return;
                       if (self->core_.room([self] { self->wait(); }).empty()) return;
                       self->accept_some();
                       self->failing_ ? self->wait_for_sockets() : self->wait();
                     });
}

/// The connection that could not be taken stays readable: without a pause the loop would do nothing else.
void Listener::wait_for_sockets() {
  timer_.expires_after(pause_without_sockets);
  timer_.async_wait([self = shared_from_this()](const asio::error_code& error) {
    if (!error) self->wait();
  });
}

/// Whether there may be more.
bool Listener::accept_some() {
  for (int i = 0; i < accepts_in_a_row && is_open(); ++i) {
    Descriptor accepted(::accept4(socket_.native_handle(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!accepted && (errno == ECONNABORTED || errno == EINTR)) continue;
    if (!accepted) {
      const int error = errno;
      const bool was_failing = failing_;
      failing_ = error != EAGAIN;
      if (failing_ && !was_failing) handlers_.failed(error);
      return false;
    }
    failing_ = false;
    set_buffers(accepted.get(), buffers_);  // a unix socket does not have them from its listener
    handlers_.accepted(std::move(accepted));
  }
  return true;
}

}  // namespace zassay::link
