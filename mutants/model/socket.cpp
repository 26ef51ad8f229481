#include "mutants/model/socket.hpp"

#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <numeric>
#include <utility>

#include "mutants/model/context.hpp"
#include "mutants/model/defect.hpp"

namespace zassay::model {
namespace {

constexpr std::string_view inproc = "inproc://";

/// 0 and the name behind inproc://, EINVAL for what is no endpoint, EPROTONOSUPPORT for every other transport.
int parse(const char* endpoint, std::string& name) {
  const std::string_view text = endpoint != nullptr ? endpoint : "";
  const std::size_t separator = text.find("://");
  if (separator == std::string_view::npos || separator + 3 == text.size()) return EINVAL;
  if (!text.starts_with(inproc)) return EPROTONOSUPPORT;
  name = text.substr(inproc.size());
  return 0;
}

/// DEALER, SUB, PUB and REQ ignore a second connect to one endpoint (API-CONNECT-03).
bool connects_once(int type) { return type == ZMQ_DEALER || type == ZMQ_SUB || type == ZMQ_PUB || type == ZMQ_REQ; }

}  // namespace

Socket::Socket(Context& context, int type) : context_(context), type_(type) {}

/// Tries, and where the answer is EAGAIN and one may wait, sleeps until something changes and tries again. The mutex is
/// free meanwhile. After the context has ended everything is ETERM, also for one that sleeps (API-CTX-01).
template <typename Operation>
int Socket::attempt(bool may_wait, int limit_ms, const Operation& operation) {
  if (limit_ms == 0 && defect(Defect::zero_limit_waits)) limit_ms = -1;
  Deadline deadline(limit_ms);
  for (;;) {
    {
      const std::scoped_lock lock(context_.mutex());
      if (context_.has_ended()) return ETERM;
      event_.clear();
      const int problem = operation();
      if (problem != EAGAIN || !may_wait || limit_ms == 0) return problem;
    }
    if (const int problem = event_.wait(deadline)) return problem;
    if (defect(Defect::limit_begins_again)) deadline = Deadline(limit_ms);
  }
}

int Socket::send(Frame& frame, int flags) {
  return attempt((flags & ZMQ_DONTWAIT) == 0, options_.send_limit_ms,
                 [&] { return send_now(frame, (flags & ZMQ_SNDMORE) != 0); });
}

int Socket::receive(Frame& frame, int flags) {
  return attempt((flags & ZMQ_DONTWAIT) == 0, options_.receive_limit_ms, [&] { return receive_now(frame); });
}

int Socket::send_now(Frame& frame, bool more) {
  if (frame.bytes().size() > options_.greatest_size) return EMSGSIZE;  // API-CTX-12
  if (!outgoing_.open) {
    outgoing_ = {};
    if (const int problem = begin(frame, more, outgoing_)) return problem;
    outgoing_.open = true;
    if (defect(Defect::rest_glued)) outgoing_.frames.insert(outgoing_.frames.begin(), rest_.begin(), rest_.end());
    rest_.clear();
  } else {
    outgoing_.frames.push_back(frame);
  }
  frame.content.reset();
  if (more) return 0;
  const Outgoing whole = std::exchange(outgoing_, {});
  if (whole.is_torn && whole.targets.empty()) rest_ = whole.frames;
  for (Pipe* const target : whole.targets) {
    if (!whole.frames.empty()) write(*target, whole.frames);
  }
  if (whole.targets.empty()) unsent(whole.frames);
  sent();
  return 0;
}

int Socket::receive_now(Frame& frame) {
  if (incoming_.empty()) {
    if (const int problem = may_receive()) return problem;
    if (!take(incoming_)) return EAGAIN;
  }
  frame = std::move(incoming_.front());
  incoming_.pop_front();
  frame.more = more_ = !incoming_.empty();
  if (!more_) received();
  return 0;
}

bool Socket::readable() {
  if (incoming_.empty() && may_receive() == 0 && take(incoming_) && defect(Defect::poll_eats_first_frame)) {
    if (incoming_.size() > 1) incoming_.pop_front();
  }
  return !incoming_.empty();
}

int Socket::events(short& events) {
  return attempt(false, 0, [&] {
    events = static_cast<short>((!incoming_.empty() || readable() ? ZMQ_POLLIN : 0) |
                                (outgoing_.open || writable() ? ZMQ_POLLOUT : 0));
    return 0;
  });
}

int Socket::bind(const char* endpoint) {
  return attempt(false, 0, [&] {
    std::string name;
    if (const int problem = parse(endpoint, name)) return problem;
    if (const int problem = context_.bind(name, *this)) return problem;
    last_endpoint_ = endpoint;
    return 0;
  });
}

int Socket::connect(const char* endpoint) {
  return attempt(false, 0, [&] {
    std::string name;
    if (const int problem = parse(endpoint, name)) return problem;
    const bool again = std::ranges::any_of(pipes_, [&](const auto& pipe) { return pipe->endpoint == endpoint; });
    return again && connects_once(type_) ? 0 : context_.connect(name, endpoint, *this);
  });
}

int Socket::unbind(const char* endpoint) {
  return attempt(false, 0, [&] {
    std::string name;
    if (const int problem = parse(endpoint, name)) return problem;
    return context_.unbind(name, *this);
  });
}

/// No more messages go to the endpoint or come from it; what it has been sent stays with it (API-DISCONNECT-01, -02).
int Socket::disconnect(const char* endpoint) {
  return attempt(false, 0, [&] {
    std::string name;
    if (const int problem = parse(endpoint, name)) return problem;
    std::vector<Pipe*> connected;
    for (const auto& pipe : pipes_) {
      if (pipe->endpoint == endpoint) connected.push_back(pipe.get());
    }
    for (Pipe* const pipe : connected) end(*pipe);
    return connected.empty() ? ENOENT : 0;
  });
}

int Socket::set(int option, const void* value, std::size_t size) {
  if (defect(Defect::options_outlive_end)) {
    const std::scoped_lock lock(context_.mutex());
    return options_.set(type_, option, value, size);
  }
  return attempt(false, 0, [&] {
    if (option == ZMQ_SUBSCRIBE || option == ZMQ_UNSUBSCRIBE) {
      return set_of_pattern(option, std::string(static_cast<const char*>(value), value != nullptr ? size : 0));
    }
    if (option == ZMQ_SNDHWM && !pipes_.empty() && defect(Defect::mark_fixed_once_connected)) return 0;
    const int problem = options_.set(type_, option, value, size);
    for (const auto& pipe : pipes_) {
      if (pipe->peer != nullptr && pipe->peer->owner != nullptr) pipe->peer->owner->wake();  // it may have room now
    }
    return problem;
  });
}

int Socket::get(int option, void* value, std::size_t* size) {
  if (option == ZMQ_EVENTS) {
    short ready = 0;
    if (const int problem = events(ready)) return problem;
    const int number = ready;
    return give(&number, sizeof number, value, size);
  }
  if (defect(Defect::options_outlive_end) && option == ZMQ_TYPE) {
    const std::scoped_lock lock(context_.mutex());
    return options_.get(type_, option, value, size);
  }
  if (option == ZMQ_FD) {  // asking for it leaves it as it is: only EVENTS and the other calls quiet it (API-GETOPT-02)
    const std::scoped_lock lock(context_.mutex());
    const int descriptor = wait_descriptor();
    return context_.has_ended() ? ETERM : give(&descriptor, sizeof descriptor, value, size);
  }
  return attempt(false, 0, [&] {
    const int more = more_ ? 1 : 0;
    if (option == ZMQ_RCVMORE) return give(&more, sizeof more, value, size);
    if (option == ZMQ_LAST_ENDPOINT) return give(last_endpoint_.c_str(), last_endpoint_.size() + 1, value, size);
    return options_.get(type_, option, value, size);
  });
}

int Socket::set_of_pattern(int, const std::string&) { return defect(Defect::subscribe_on_any_type) ? 0 : EINVAL; }

int Socket::close() {
  const std::scoped_lock lock(context_.mutex());
  if (defect(Defect::deliver_torn)) {
    for (Pipe* const target : outgoing_.targets) write(*target, outgoing_.frames);
  }
  while (!pipes_.empty()) end(*pipes_.front());
  outgoing_ = {};  // a message without its last frame was never sent
  incoming_.clear();
  context_.closed(*this);  // which ends this object
  return 0;
}

std::size_t Socket::unread() const {
  return std::accumulate(pipes_.begin(), pipes_.end(), std::size_t{0},
                         [](std::size_t sum, const auto& pipe) { return sum + pipe->queue.size(); });
}

void Socket::join(std::unique_ptr<Pipe> pipe) {
  Pipe& joined = *pipes_.emplace_back(std::move(pipe));
  joined.owner = this;
  attached(joined);
  if (joined.peer == nullptr) peer_left(joined);
  for (; !estate_.empty() && joined.peer != nullptr; estate_.pop_front()) write(joined, estate_.front());
  wake();
}

void Socket::message_came(Pipe& pipe) {
  arrived(pipe);
  wake();
}

Message Socket::take_from(Pipe& pipe) {
  const bool was_full = pipe.peer != nullptr && !has_room(*pipe.peer);
  Message message = std::move(pipe.queue.front());
  pipe.queue.pop_front();
  if (was_full && pipe.peer->owner != nullptr && !defect(Defect::room_untold)) pipe.peer->owner->wake();
  if (pipe.peer == nullptr && pipe.queue.empty() && !defect(Defect::keep_dead_peer)) end(pipe);
  return message;
}

void Socket::peer_left(Pipe& pipe) {
  if (defect(Defect::keep_dead_peer)) return;
  if (std::ranges::count(outgoing_.targets, &pipe) != 0 && defect(Defect::tail_to_next_peer)) outgoing_ = {};
  // The rest of a message that was for it goes to nobody.
  outgoing_.is_torn = std::erase(outgoing_.targets, &pipe) > 0 || outgoing_.is_torn;
  departed(pipe);
  if (defect(Defect::unread_dies_with_peer) && !pipe.endpoint.empty()) pipe.queue.clear();
  if (pipe.queue.empty()) end(pipe);
  wake();
}

/// Closes the connection at this end: what its owner has yet to receive is discarded (API-CLOSE-01), and what the peer
/// has yet to receive stays with the peer.
void Socket::end(Pipe& pipe) {
  part(pipe);
  if (defect(Defect::keep_dead_peer)) departed(pipe);
  ended(pipe);
  pipes_.remove_if([&pipe](const auto& each) { return each.get() == &pipe; });
}

void Socket::let_go(Pipe& pipe) {
  part(pipe);
  if (pipe.queue.empty()) end(pipe);
}

void Socket::part(Pipe& pipe) {
  Pipe* const other = std::exchange(pipe.peer, nullptr);
  if (other == nullptr) return;
  std::erase(outgoing_.targets, &pipe);
  departed(pipe);
  other->peer = nullptr;
  if (defect(Defect::next_pair_inherits) && other->owner != nullptr) other->owner->left_behind_ = pipe.queue;
  if (defect(Defect::queue_outlives_subscriber)) other->left_behind = pipe.queue;
  if (other->owner != nullptr) {
    if (defect(Defect::queue_is_inherited)) other->owner->estate_ = pipe.queue;
    other->owner->peer_left(*other);
  } else {
    context_.left_unbound(*other, options_.linger_ms);
  }
}

}  // namespace zassay::model
