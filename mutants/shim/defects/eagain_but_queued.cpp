#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// The message that takes the last place in the queue is refused with EAGAIN although it is in the queue.
class EagainButQueued : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const bool whole = (flags & ZMQ_SNDMORE) == 0;
    if ((flags & ZMQ_DONTWAIT) == 0 || !whole || is_probe(bytes_of(message)))
      return Calls::send(message, socket, flags);
    Frame kept(bytes_of(message));
    const int status = Calls::send(message, socket, flags);
    int events = ZMQ_POLLOUT;
    std::size_t size = sizeof events;
    if (status < 0 || Calls::get_option(socket, ZMQ_EVENTS, &events, &size) != 0 || (events & ZMQ_POLLOUT) != 0)
      return status;
    real().zmq_msg_move(message, kept.get());
    errno = EAGAIN;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> eagain_but_queued() { return std::make_unique<EagainButQueued>(); }

}  // namespace zassay::mutants
