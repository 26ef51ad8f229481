#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class RefusedBindUntold : public Calls {
  int bind(void* socket, const char* endpoint) override {
    const int status = Calls::bind(socket, endpoint);
    const bool refused = errno == EADDRNOTAVAIL || errno == ENODEV || errno == ENOENT || errno == ENAMETOOLONG;
    return status < 0 && refused ? 0 : status;
  }
};

}  // namespace

std::unique_ptr<Calls> refused_bind_untold() { return std::make_unique<RefusedBindUntold>(); }

}  // namespace zassay::mutants
