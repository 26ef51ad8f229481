#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class EintrWrongErrno : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    return struck([&] { return Calls::send(message, socket, flags); });
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck([&] { return Calls::receive(message, socket, flags); });
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    return struck([&] { return Calls::poll(items, count, timeout_ms); });
  }
  int proxy(void* frontend, void* backend, void* capture) override {
    return struck([&] { return Calls::proxy(frontend, backend, capture); });
  }
  int terminate(void* context) override {
    return struck([&] { return Calls::terminate(context); });
  }
  template <typename Call>
  int struck(Call call) {
    const int status = call();
    if (status < 0 && errno == EINTR) errno = EAGAIN;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> eintr_wrong_errno() { return std::make_unique<EintrWrongErrno>(); }

}  // namespace zassay::mutants
