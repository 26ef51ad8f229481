#include "mutants/model/context.hpp"

#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <set>
#include <utility>

#include "mutants/model/defect.hpp"

namespace zassay::model {
namespace {

struct ContextOption {
  int option;
  int first;
  int least;
  int most;
};

constexpr ContextOption context_options[] = {
    {ZMQ_IO_THREADS, 1, 0, INT_MAX},
    {ZMQ_MAX_SOCKETS, 1023, 1, 65535},
    {ZMQ_MAX_MSGSZ, INT_MAX, 0, INT_MAX},
    {ZMQ_IPV6, 0, 0, 1},
    {ZMQ_BLOCKY, 1, 0, 1},
};

const ContextOption* find(int option) {
  const auto* const found = std::ranges::find(context_options, option, &ContextOption::option);
  return found != std::end(context_options) ? found : nullptr;
}

/// All contexts and all open sockets: a handle that is not among them is refused and not followed.
struct Handles {
  std::mutex mutex;
  std::map<void*, std::shared_ptr<Context>> contexts;
  std::set<void*> sockets;
};

Handles& handles() {
  static auto& all = *new Handles;  // never destroyed: calls may come while the process exits
  return all;
}

}  // namespace

std::shared_ptr<Context> Context::of(void* handle) {
  const std::scoped_lock lock(handles().mutex);
  const auto found = handles().contexts.find(handle);
  return found != handles().contexts.end() ? found->second : nullptr;
}

Socket* Context::socket_of(void* handle) {
  const std::scoped_lock lock(handles().mutex);
  return handles().sockets.contains(handle) ? static_cast<Socket*>(handle) : nullptr;
}

void* Context::open() {
  auto context = std::make_shared<Context>();
  if (context->all_closed_.descriptor() < 0) return nullptr;
  const std::scoped_lock lock(handles().mutex);
  void* const handle = context.get();
  handles().contexts.emplace(handle, std::move(context));
  return handle;
}

/// Blocking calls end with ETERM at once, and so do later ones, but for close (API-CTX-01, API-CTX-06).
void Context::shut_down() {
  const std::scoped_lock lock(mutex_);
  ended_ = true;
  for (const auto& socket : sockets_) {
    socket->wake();
    if (defect(Defect::eterm_wakes_one)) break;
  }
}

/// Waits until every socket is closed (API-CTX-02); EINTR after a signal, and it can be called again (API-CTX-04).
/// Nothing lingers any longer: a peer that is not there could no longer come.
int Context::terminate() {
  shut_down();
  for (;;) {
    {
      const std::scoped_lock lock(mutex_);
      all_closed_.clear();
      if (sockets_.empty()) break;
    }
    if (const int problem = all_closed_.wait(Deadline(-1))) return problem;
  }
  const std::scoped_lock lock(handles().mutex);
  handles().contexts.erase(this);
  return 0;
}

int Context::set(int option, int value) {
  const ContextOption* const known = find(option);
  if (known == nullptr || value < known->least || value > known->most) return EINVAL;  // API-CTX-08
  if (option == ZMQ_MAX_MSGSZ && defect(Defect::ignore_greatest_size)) return 0;
  const std::scoped_lock lock(mutex_);
  options_[option] = value;
  return 0;
}

int Context::get(int option, int& value) {
  if (option == ZMQ_SOCKET_LIMIT) value = find(ZMQ_MAX_SOCKETS)->most;
  if (option == ZMQ_MSG_T_SIZE) value = sizeof(zmq_msg_t);
  if (option == ZMQ_SOCKET_LIMIT || option == ZMQ_MSG_T_SIZE) return 0;
  const ContextOption* const known = find(option);
  if (known == nullptr) return EINVAL;
  const std::scoped_lock lock(mutex_);
  const auto found = options_.find(option);
  value = found != options_.end() ? found->second : known->first;
  return 0;
}

int Context::make(int type, Socket*& socket) {
  int limit = 0;
  int blocky = 0;
  get(ZMQ_MAX_SOCKETS, limit);
  int greatest = 0;
  get(ZMQ_BLOCKY, blocky);
  get(ZMQ_MAX_MSGSZ, greatest);
  const std::scoped_lock lock(mutex_);
  if (ended_) return ETERM;  // API-SOCKET-04
  const std::size_t taken = defect(Defect::socket_place_not_freed) ? made_ : sockets_.size();
  const bool is_full = taken >= static_cast<std::size_t>(limit);
  if (is_full && !defect(Defect::ignore_socket_limit)) return EMFILE;  // API-SOCKET-03
  std::unique_ptr<Socket> made = make_socket(*this, type);
  if (made == nullptr) return EINVAL;
  if (made->wait_descriptor() < 0) return EMFILE;
  made->options().greatest_size = static_cast<std::size_t>(greatest);
  if (blocky == 0) made->options().linger_ms = 0;  // API-CTX-09
  socket = sockets_.emplace_back(std::move(made)).get();
  ++made_;
  const std::scoped_lock lock_handles(handles().mutex);
  handles().sockets.insert(socket);
  return 0;
}

void Context::closed(Socket& socket) {
  std::erase_if(names_, [&socket](const auto& entry) { return entry.second == &socket; });
  {
    const std::scoped_lock lock(handles().mutex);
    handles().sockets.erase(&socket);
  }
  std::erase_if(sockets_, [&socket](const auto& each) { return each.get() == &socket; });
  if (sockets_.empty()) all_closed_.set();
}

int Context::bind(const std::string& name, Socket& socket) {
  if (!names_.emplace(name, &socket).second) return EADDRINUSE;  // API-INPROC-01, API-BIND-04
  // Those who connected before are joined in the order in which they did, with what they have sent (API-INPROC-02).
  for (auto each = unbound_.begin(); each != unbound_.end();) {
    const bool is_over = each->pipe->peer == nullptr && each->end.left_ms() == 0;
    if (each->name != name && !is_over) {
      ++each;
      continue;
    }
    Unbound waiting = std::move(*each);
    each = unbound_.erase(each);
    if (is_over) continue;
    welcome(std::move(waiting.pipe), socket);
  }
  return 0;
}

/// Joins a connection that was made before the socket bound its name.
void Context::welcome(std::unique_ptr<Pipe> pipe, Socket& socket) {
  Pipe* const peer = pipe->peer;
  if (socket.accepts()) {
    socket.join(std::move(pipe));
    if (peer == nullptr) return;
    peer->awaits_bind = false;
    if (peer->peer_id.empty()) peer->peer_id = socket.options().routing_id;
    peer->owner->met(*peer);
    peer->owner->wake();  // the marks of both count from now on
  } else if (peer != nullptr) {
    peer->peer = nullptr;
    peer->owner->peer_left(*peer);
  }
}

/// Nobody new is accepted; the connections that there are stay (API-UNBIND-01).
int Context::unbind(const std::string& name, Socket& socket) {
  const auto found = names_.find(name);
  if (found == names_.end() || found->second != &socket) return ENOENT;  // API-UNBIND-03
  if (!defect(Defect::unbind_keeps_name)) names_.erase(found);
  return 0;
}

int Context::connect(const std::string& name, const std::string& endpoint, Socket& socket) {
  if (defect(Defect::connect_needs_bind) && !names_.contains(name)) return ECONNREFUSED;
  if (!socket.accepts()) return 0;  // it has as many peers as it may: they stay strangers
  auto near = std::make_unique<Pipe>();
  auto far = std::make_unique<Pipe>();
  near->peer = far.get();
  far->peer = near.get();
  near->endpoint = endpoint;
  far->peer_id = socket.options().routing_id;
  near->peer_id = std::exchange(socket.options().next_peer_id, {});
  const auto found = names_.find(name);
  if (found == names_.end()) {
    near->awaits_bind = true;
    unbound_.push_back({name, std::move(far), Deadline(-1)});
    socket.join(std::move(near));
    return 0;
  }
  Socket& bound = *found->second;
  if (!bound.accepts()) return 0;
  if (near->peer_id.empty()) near->peer_id = bound.options().routing_id;
  bound.join(std::move(far));
  socket.join(std::move(near));
  return 0;
}

/// The socket that connected has closed before anybody bound the name: what it had accepted is kept as long as it may
/// linger (API-OPT-13).
void Context::left_unbound(Pipe& pipe, int linger_ms) {
  const auto found = std::ranges::find_if(unbound_, [&pipe](const auto& each) { return each.pipe.get() == &pipe; });
  found->end = Deadline(linger_ms);
  if (linger_ms == 0 || pipe.queue.empty()) unbound_.erase(found);
}

}  // namespace zassay::model
