#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/departures.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class DropFirst : public Departures {
  int depart(zmq_msg_t* frame, void* socket, int flags, const Place& place) override {
    if (place.message != 1 || in_lock_step(socket)) return Calls::send(frame, socket, flags);
    return swallowed(frame);
  }
};

}  // namespace

std::unique_ptr<Calls> drop_first() { return std::make_unique<DropFirst>(); }

}  // namespace zassay::mutants
