#include "mutants/model/proxy.hpp"

#include <poll.h>
#include <zmq.h>

#include <cerrno>
#include <utility>

#include "mutants/model/defect.hpp"

namespace zassay::model {
namespace {

int send(Socket& to, Frame frame, bool more) {
  int problem = EINTR;
  const int flags = (more ? ZMQ_SNDMORE : 0) | (defect(Defect::proxy_drops_when_full) ? ZMQ_DONTWAIT : 0);
  while (problem == EINTR) problem = to.send(frame, flags);  // a message in hand is passed on first
  return problem;
}

int pass(Socket& from, Socket& to, Socket* capture) {
  bool begins = true;
  bool is_dropped = false;  ///< only by a defect
  for (bool more = true; more;) {
    Frame frame;
    if (const int problem = from.receive(frame, ZMQ_DONTWAIT)) return problem;
    more = frame.more;
    const bool is_first = std::exchange(begins, false);
    if (capture != nullptr && defect(Defect::capture_first_frame_only)) {
      if (const int problem = is_first ? send(*capture, frame, false) : 0) return problem;
    } else if (capture != nullptr) {
      if (const int problem = send(*capture, frame, more)) return problem;
    }
    const int problem = is_dropped ? 0 : send(to, frame, more && !defect(Defect::proxy_splits));
    is_dropped = is_dropped || (problem == EAGAIN && defect(Defect::proxy_drops_when_full));
    if (problem != 0 && !is_dropped) return problem;
  }
  return 0;
}

}  // namespace

int proxy(Socket& frontend, Socket& backend, Socket* capture) {
  for (;;) {
    // Each is asked once a round: to ask is to forget what its descriptor told.
    short front = 0;
    short back = 0;
    if (const int problem = frontend.events(front)) return problem;
    if (const int problem = backend.events(back)) return problem;
    // A message is taken only when the other side can take it: it never is in nobody's hands (API-PROXY-07).
    const bool takes_always = defect(Defect::proxy_drops_when_full);
    const bool forth = (front & ZMQ_POLLIN) != 0 && ((back & ZMQ_POLLOUT) != 0 || takes_always);
    const bool home = (back & ZMQ_POLLIN) != 0 && (front & ZMQ_POLLOUT) != 0 && !defect(Defect::proxy_one_way);
    if (forth) {
      if (const int problem = pass(frontend, backend, capture)) return problem;
    }
    if (home) {
      if (const int problem = pass(backend, frontend, capture)) return problem;
    }
    if (forth || home) continue;
    pollfd changes[] = {{frontend.wait_descriptor(), POLLIN, 0}, {backend.wait_descriptor(), POLLIN, 0}};
    if (::poll(changes, 2, -1) < 0) return errno;
  }
}

}  // namespace zassay::model
