#include <array>
#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class OneEndpointOnly : public Calls {
  int bind(void* socket, const char* endpoint) override {
    undo(socket);
    const int status = Calls::bind(socket, endpoint);
    if (status != 0) return status;
    std::array<char, 256> name{};
    std::size_t size = name.size();
    Calls::get_option(socket, ZMQ_LAST_ENDPOINT, name.data(), &size);
    held_.of(socket) = {name.data(), true};
    return 0;
  }
  int connect(void* socket, const char* endpoint) override {
    undo(socket);
    const int status = Calls::connect(socket, endpoint);
    if (status == 0) held_.of(socket) = {endpoint, false};
    return status;
  }
  void forget_socket(void* socket) override { held_.forget(socket); }

  struct Held {
    std::string endpoint;
    bool is_bound = false;
  };
  void undo(void* socket) {
    const Held held = held_.of(socket);
    if (held.endpoint.empty()) return;
    held.is_bound ? Calls::unbind(socket, held.endpoint.c_str()) : Calls::disconnect(socket, held.endpoint.c_str());
  }
  PerSocket<Held> held_;
};

}  // namespace

std::unique_ptr<Calls> one_endpoint_only() { return std::make_unique<OneEndpointOnly>(); }

}  // namespace zassay::mutants
