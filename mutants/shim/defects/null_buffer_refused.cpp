#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class NullBufferRefused : public Calls {
  int receive_into(void* socket, void* data, std::size_t room, int flags) override {
    if (data != nullptr) return Calls::receive_into(socket, data, room, flags);
    errno = EFAULT;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> null_buffer_refused() { return std::make_unique<NullBufferRefused>(); }

}  // namespace zassay::mutants
