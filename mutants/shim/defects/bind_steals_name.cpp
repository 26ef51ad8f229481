#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class BindStealsName : public Calls {
  int bind(void* socket, const char* endpoint) override {
    const int status = Calls::bind(socket, endpoint);
    return status < 0 && errno == EADDRINUSE ? 0 : status;
  }
};

}  // namespace

std::unique_ptr<Calls> bind_steals_name() { return std::make_unique<BindStealsName>(); }

}  // namespace zassay::mutants
