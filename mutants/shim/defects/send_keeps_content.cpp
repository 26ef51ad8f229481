#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

class SendKeepsContent : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    Frame sent;
    real().zmq_msg_copy(sent.get(), message);
    return Calls::send(sent.get(), socket, flags);
  }
};

}  // namespace

std::unique_ptr<Calls> send_keeps_content() { return std::make_unique<SendKeepsContent>(); }

}  // namespace zassay::mutants
