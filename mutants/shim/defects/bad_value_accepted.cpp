#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class BadValueAccepted : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const int status = Calls::set_option(socket, option, value, size);
    return status < 0 && errno == EINVAL ? 0 : status;
  }
  int message_set(zmq_msg_t* message, int property, int value) override {
    const int status = Calls::message_set(message, property, value);
    return status < 0 && errno == EINVAL ? 0 : status;
  }
  int set_context_option(void* context, int option, int value) override {
    const int status = Calls::set_context_option(context, option, value);
    return status < 0 && errno == EINVAL ? 0 : status;
  }
};

}  // namespace

std::unique_ptr<Calls> bad_value_accepted() { return std::make_unique<BadValueAccepted>(); }

}  // namespace zassay::mutants
