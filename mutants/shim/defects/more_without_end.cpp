#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// The last frame of a message says that one more follows, on the message as on the socket.
class MoreWithoutEnd : public Calls {
  int message_more(const zmq_msg_t* message) override {
    const std::optional<Stamp> stamp = read_stamp(bytes_of(const_cast<zmq_msg_t*>(message)));
    return stamp && stamp->stream == 0 ? Calls::message_more(message) : 1;
  }
  int message_get(const zmq_msg_t* message, int property) override {
    return property == ZMQ_MORE ? message_more(message) : Calls::message_get(message, property);
  }
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    const int status = Calls::get_option(socket, option, value, size);
    if (status == 0 && option == ZMQ_RCVMORE && *size == sizeof(int)) *static_cast<int*>(value) = 1;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> more_without_end() { return std::make_unique<MoreWithoutEnd>(); }

}  // namespace zassay::mutants
