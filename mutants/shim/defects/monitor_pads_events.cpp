#include <cstring>
#include <mutex>
#include <set>
#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// As a structure has it that is sent as it lies in memory.
class MonitorPadsEvents : public Calls {
  int monitor(void* socket, const char* endpoint, int events) override {
    const std::lock_guard lock(mutex_);
    if (endpoint != nullptr) endpoints_.insert(endpoint);
    return Calls::monitor(socket, endpoint, events);
  }
  int connect(void* socket, const char* endpoint) override {
    const std::lock_guard lock(mutex_);
    is_reader_.of(socket) = endpoints_.contains(endpoint);
    return Calls::connect(socket, endpoint);
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::receive(message, socket, flags);
    if (status != 6 || !is_reader_.of(socket) || Calls::message_more(message) == 0) return status;
    char padded[8] = {};
    std::memcpy(padded, real().zmq_msg_data(message), 2);
    std::memcpy(padded + 4, static_cast<char*>(real().zmq_msg_data(message)) + 2, 4);
    zmq_msg_t longer;
    real().zmq_msg_init_size(&longer, sizeof padded);
    std::memcpy(real().zmq_msg_data(&longer), padded, sizeof padded);
    Calls::message_move(message, &longer);
    return sizeof padded;
  }
  void forget_socket(void* socket) override { is_reader_.forget(socket); }
  std::mutex mutex_;
  std::set<std::string> endpoints_;
  PerSocket<bool> is_reader_;
};

}  // namespace

std::unique_ptr<Calls> monitor_pads_events() { return std::make_unique<MonitorPadsEvents>(); }

}  // namespace zassay::mutants
