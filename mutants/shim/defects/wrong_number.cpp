#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A number that is asked for by zmq_getsockopt is one too high; RCVMORE is another defect.
class WrongNumber : public Calls {
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    const int status = Calls::get_option(socket, option, value, size);
    if (status == 0 && *size == sizeof(int) && option != ZMQ_RCVMORE) ++*static_cast<int*>(value);
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_number() { return std::make_unique<WrongNumber>(); }

}  // namespace zassay::mutants
