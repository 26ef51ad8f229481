#include <set>
#include <string>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// The cancel of a topic that was never subscribed to ends the subscriptions to what it begins with.
class UnsubscribeUnheld : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if (option != ZMQ_SUBSCRIBE && option != ZMQ_UNSUBSCRIBE) return Calls::set_option(socket, option, value, size);
    std::multiset<std::string>& held = held_.of(socket);
    const std::string topic(value != nullptr ? static_cast<const char*>(value) : "", value != nullptr ? size : 0);
    if (option == ZMQ_SUBSCRIBE) {
      held.insert(topic);
    } else if (const auto found = held.find(topic); found != held.end()) {
      held.erase(found);
    } else {
      for (const std::string& other : held) {
        if (topic.starts_with(other)) Calls::set_option(socket, ZMQ_UNSUBSCRIBE, other.data(), other.size());
      }
    }
    return Calls::set_option(socket, option, value, size);
  }

  void forget_socket(void* socket) override { held_.forget(socket); }

  PerSocket<std::multiset<std::string>> held_;
};

}  // namespace

std::unique_ptr<Calls> unsubscribe_unheld() { return std::make_unique<UnsubscribeUnheld>(); }

}  // namespace zassay::mutants
