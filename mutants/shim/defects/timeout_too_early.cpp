#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class TimeoutTooEarly : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if ((option != ZMQ_RCVTIMEO && option != ZMQ_SNDTIMEO) || value == nullptr || size != sizeof(int))
      return Calls::set_option(socket, option, value, size);
    const int limit_ms = *static_cast<const int*>(value);
    const int shorter_ms = limit_ms > 0 ? limit_ms / 10 : limit_ms;
    return Calls::set_option(socket, option, &shorter_ms, sizeof shorter_ms);
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    return Calls::poll(items, count, timeout_ms > 0 ? timeout_ms / 10 : timeout_ms);
  }
};

}  // namespace

std::unique_ptr<Calls> timeout_too_early() { return std::make_unique<TimeoutTooEarly>(); }

}  // namespace zassay::mutants
