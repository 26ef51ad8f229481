#include <map>
#include <string>
#include <utility>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class UnsubscribeTakesAll : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const std::string topic(value != nullptr ? static_cast<const char*>(value) : "", value != nullptr ? size : 0);
    if (option == ZMQ_SUBSCRIBE) ++held_.of(socket)[topic];
    int extra = option == ZMQ_UNSUBSCRIBE ? std::exchange(held_.of(socket)[topic], 0) - 1 : 0;
    for (; extra > 0; --extra) Calls::set_option(socket, option, value, size);
    return Calls::set_option(socket, option, value, size);
  }
  void forget_socket(void* socket) override { held_.forget(socket); }
  PerSocket<std::map<std::string, int>> held_;
};

}  // namespace

std::unique_ptr<Calls> unsubscribe_takes_all() { return std::make_unique<UnsubscribeTakesAll>(); }

}  // namespace zassay::mutants
