#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class MoveCopies : public Calls {
  int message_move(zmq_msg_t* destination, zmq_msg_t* source) override {
    return Calls::message_copy(destination, source);
  }
};

}  // namespace

std::unique_ptr<Calls> move_copies() { return std::make_unique<MoveCopies>(); }

}  // namespace zassay::mutants
