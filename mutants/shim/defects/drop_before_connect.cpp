#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// Over inproc: what a socket sends before the name that it connected to is bound.
class DropBeforeConnect : public Calls {
  int bind(void* socket, const char* endpoint) override {
    const int status = Calls::bind(socket, endpoint);
    const std::lock_guard lock(mutex_);
    if (status == 0) bound_.insert({facts_of(socket).context, endpoint});
    return status;
  }
  int connect(void* socket, const char* endpoint) override {
    waits_for_.of(socket) = std::string_view(endpoint).starts_with("inproc://") ? endpoint : "";
    return Calls::connect(socket, endpoint);
  }
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const std::string& name = waits_for_.of(socket);
    if (name.empty() || is_probe(bytes_of(message))) return Calls::send(message, socket, flags);
    return is_bound(facts_of(socket).context, name) ? Calls::send(message, socket, flags) : swallowed(message);
  }
  bool is_bound(void* context, const std::string& name) {
    const std::lock_guard lock(mutex_);
    return bound_.contains({context, name});
  }
  void forget_socket(void* socket) override { waits_for_.forget(socket); }

  void forget_context(void* context) override {
    const std::lock_guard lock(mutex_);
    std::erase_if(bound_, [&](const auto& place) { return place.first == context; });
  }
  std::mutex mutex_;
  std::set<std::pair<void*, std::string>> bound_;  ///< names by context
  PerSocket<std::string> waits_for_;
};

}  // namespace

std::unique_ptr<Calls> drop_before_connect() { return std::make_unique<DropBeforeConnect>(); }

}  // namespace zassay::mutants
