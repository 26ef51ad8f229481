#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class WrongRcvmore : public Calls {
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    const int status = Calls::get_option(socket, option, value, size);
    if (status == 0 && option == ZMQ_RCVMORE && *size == sizeof(int)) *static_cast<int*>(value) = 0;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_rcvmore() { return std::make_unique<WrongRcvmore>(); }

}  // namespace zassay::mutants
