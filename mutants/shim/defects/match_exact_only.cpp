#include <set>
#include <string>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class MatchExactOnly : public Arrivals {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if (option == ZMQ_SUBSCRIBE) topics_.of(socket).emplace(static_cast<const char*>(value), size);
    return Arrivals::set_option(socket, option, value, size);
  }
  void arrived(Message message, Inbox& inbox) override {
    const std::optional<Stamp> stamp = stream_stamp(message);
    if (facts_of(inbox.socket()).type == ZMQ_SUB) {
      // In front of a stamp stands the topic; without one the first frame is the topic.
      const std::string_view front = message.front().bytes();
      const std::string topic(stamp ? front.substr(0, stamp->prefix_size) : front);
      if (!topics_.of(inbox.socket()).contains(topic)) return;
    }
    inbox.deliver(std::move(message));
  }
  void forget_socket(void* socket) override {
    topics_.forget(socket);
    Arrivals::forget_socket(socket);
  }
  PerSocket<std::set<std::string>> topics_;
};

}  // namespace

std::unique_ptr<Calls> match_exact_only() { return std::make_unique<MatchExactOnly>(); }

}  // namespace zassay::mutants
