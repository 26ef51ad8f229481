#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

class WrongMore : public Calls {
  int message_more(const zmq_msg_t* message) override {
    const std::optional<Stamp> stamp = read_stamp(bytes_of(const_cast<zmq_msg_t*>(message)));
    return stamp && stamp->stream == 0 ? Calls::message_more(message) : 0;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_more() { return std::make_unique<WrongMore>(); }

}  // namespace zassay::mutants
