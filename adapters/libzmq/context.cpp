#include "adapters/libzmq/context.hpp"

#include <cerrno>

namespace zassay::libzmq {

int Context::set(int option, int value) {
  const std::lock_guard lock(mutex_);
  return is_gone() ? gone : result_of(zmq_.zmq_ctx_set(handle_, option, value));
}

int Context::set_bytes(int option, const std::string& value) {
  const std::lock_guard lock(mutex_);
  return is_gone() ? gone : result_of(zmq_.zmq_ctx_set_ext(handle_, option, value.data(), value.size()));
}

int Context::get(int option, int& value) {
  const std::lock_guard lock(mutex_);
  if (is_gone()) return gone;
  errno = 0;  // -1 is also a value, of THREAD_SCHED_POLICY: only the error number tells them apart
  value = zmq_.zmq_ctx_get(handle_, option);
  return value == -1 ? zmq_.zmq_errno() : 0;
}

int Context::shutdown() {
  const std::lock_guard lock(mutex_);
  return is_gone() ? gone : result_of(zmq_.zmq_ctx_shutdown(handle_));
}

int Context::open_socket(int type, void*& socket) {
  const std::lock_guard lock(mutex_);
  if (is_gone()) return gone;
  const SignalsBlocked blocked;  // the first socket starts the library's threads
  socket = zmq_.zmq_socket(handle_, type);
  if (socket == nullptr) return zmq_.zmq_errno();
  ++open_sockets_;
  return 0;
}

int Context::close_socket(void* socket) {
  const std::lock_guard lock(mutex_);
  const int result = result_of(zmq_.zmq_close(socket));
  if (result == 0) --open_sockets_;
  return result;
}

void* Context::open_monitor_reader(const char* endpoint) {
  const std::lock_guard lock(mutex_);
  if (is_gone()) return nullptr;
  void* const reader = zmq_.zmq_socket(handle_, ZMQ_PAIR);
  if (reader == nullptr) return nullptr;
  const int no_linger = 0;
  const int no_limit = 0;
  zmq_.zmq_setsockopt(reader, ZMQ_LINGER, &no_linger, sizeof no_linger);
  zmq_.zmq_setsockopt(reader, ZMQ_RCVHWM, &no_limit, sizeof no_limit);
  if (zmq_.zmq_connect(reader, endpoint) == 0) return reader;
  const int problem = zmq_.zmq_errno();
  zmq_.zmq_close(reader);
  errno = problem;
  return nullptr;
}

void Context::add_thread(Thread thread) {
  const std::lock_guard lock(mutex_);
  threads_.push_back(std::move(thread));
}

int Context::begin_term() {
  const std::lock_guard lock(mutex_);
  if (terminating_ || terminated_) return gone;
  terminating_ = true;
  return 0;
}

void Context::end_term(int result) {
  std::vector<Thread> ended;
  const std::lock_guard lock(mutex_);
  terminating_ = false;
  if (result != 0) return;
  terminated_ = true;
  ended.swap(threads_);  // joined on the way out
}

std::shared_ptr<Context> Contexts::find(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = contexts_.find(name);
  return found != contexts_.end() ? found->second : nullptr;
}

bool Contexts::add(const std::string& name, std::shared_ptr<Context> context) {
  const std::lock_guard lock(mutex_);
  return contexts_.emplace(name, std::move(context)).second;
}

void Contexts::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  contexts_.erase(name);
}

}  // namespace zassay::libzmq
