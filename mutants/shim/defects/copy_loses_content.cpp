#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

class CopyLosesContent : public Calls {
  int message_copy(zmq_msg_t* destination, zmq_msg_t* source) override {
    return struck(destination, Calls::message_copy(destination, source));
  }

  int message_move(zmq_msg_t* destination, zmq_msg_t* source) override {
    return struck(destination, Calls::message_move(destination, source));
  }

  static int struck(zmq_msg_t* destination, int status) {
    if (status != 0) return status;
    Frame other(std::string(bytes_of(destination).size(), '?'));
    return real().zmq_msg_move(destination, other.get());
  }
};

}  // namespace

std::unique_ptr<Calls> copy_loses_content() { return std::make_unique<CopyLosesContent>(); }

}  // namespace zassay::mutants
