#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/departures.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

/// The last frame of the second message says that more follow.
class MergeMessages : public Departures {
  int depart(zmq_msg_t* frame, void* socket, int flags, const Place& place) override {
    const int type = facts_of(socket).type;
    const bool bare = type == ZMQ_PUSH || type == ZMQ_PAIR || type == ZMQ_DEALER;
    return Calls::send(frame, socket, bare && place.message == 2 ? flags | ZMQ_SNDMORE : flags);
  }
};

}  // namespace

std::unique_ptr<Calls> merge_messages() { return std::make_unique<MergeMessages>(); }

}  // namespace zassay::mutants
