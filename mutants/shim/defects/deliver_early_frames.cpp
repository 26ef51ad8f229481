#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// Each frame is sent as a message of its own where no address stands in front, and of those with a stamp the stamp
/// tells the receiver whether more follow.
class DeliverEarlyFrames : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int type = facts_of(socket).type;
    const bool bare = type == ZMQ_PUSH || type == ZMQ_PAIR;
    const bool struck = stream_stamp(bytes_of(message)) || (bare && !is_probe(bytes_of(message)));
    return Calls::send(message, socket, struck ? flags & ~ZMQ_SNDMORE : flags);
  }

  int message_more(const zmq_msg_t* message) override {
    const std::optional<Stamp> stamp = stream_stamp(bytes_of(const_cast<zmq_msg_t*>(message)));
    return stamp ? (stamp->frame_index + 1 < stamp->frame_count ? 1 : 0) : Calls::message_more(message);
  }
};

}  // namespace

std::unique_ptr<Calls> deliver_early_frames() { return std::make_unique<DeliverEarlyFrames>(); }

}  // namespace zassay::mutants
