#include <set>
#include <string>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A routing id that is set after a connect holds for that one too: it is made again.
class LateOptionApplied : public Calls {
  int connect(void* socket, const char* endpoint) override {
    const int status = Calls::connect(socket, endpoint);
    if (status == 0) endpoints_.of(socket).insert(endpoint);
    return status;
  }

  int disconnect(void* socket, const char* endpoint) override {
    const int status = Calls::disconnect(socket, endpoint);
    if (status == 0) endpoints_.of(socket).erase(endpoint);
    return status;
  }

  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const int status = Calls::set_option(socket, option, value, size);
    if (status != 0 || option != ZMQ_ROUTING_ID) return status;
    for (const std::string& endpoint : endpoints_.of(socket)) {
      if (Calls::disconnect(socket, endpoint.c_str()) == 0) Calls::connect(socket, endpoint.c_str());
    }
    return status;
  }

  void forget_socket(void* socket) override { endpoints_.forget(socket); }

  PerSocket<std::set<std::string>> endpoints_;
};

}  // namespace

std::unique_ptr<Calls> late_option_applied() { return std::make_unique<LateOptionApplied>(); }

}  // namespace zassay::mutants
