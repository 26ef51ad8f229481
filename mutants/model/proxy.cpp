#include "mutants/model/proxy.hpp"

#include <poll.h>
#include <zmq.h>

#include <cerrno>

namespace zassay::model {
namespace {

/// A message is taken only when the other side can take it: it never is in nobody's hands (API-PROXY-07).
int is_passable(Socket& from, Socket& to, bool& passable) {
  short of_from = 0;
  short of_to = 0;
  if (const int problem = from.events(of_from)) return problem;
  if (const int problem = to.events(of_to)) return problem;
  passable = (of_from & ZMQ_POLLIN) != 0 && (of_to & ZMQ_POLLOUT) != 0;
  return 0;
}

int send(Socket& to, Frame frame, bool more) {
  int problem = EINTR;
  while (problem == EINTR) problem = to.send(frame, more ? ZMQ_SNDMORE : 0);  // a message in hand is passed on first
  return problem;
}

int pass(Socket& from, Socket& to, Socket* capture) {
  for (bool more = true; more;) {
    Frame frame;
    if (const int problem = from.receive(frame, ZMQ_DONTWAIT)) return problem;
    more = frame.more;
    if (capture != nullptr) {
      if (const int problem = send(*capture, frame, more)) return problem;
    }
    if (const int problem = send(to, frame, more)) return problem;
  }
  return 0;
}

}  // namespace

int proxy(Socket& frontend, Socket& backend, Socket* capture) {
  for (;;) {
    bool forth = false;
    bool back = false;
    if (const int problem = is_passable(frontend, backend, forth)) return problem;
    if (forth) {
      if (const int problem = pass(frontend, backend, capture)) return problem;
    }
    if (const int problem = is_passable(backend, frontend, back)) return problem;
    if (back) {
      if (const int problem = pass(backend, frontend, capture)) return problem;
    }
    if (forth || back) continue;
    pollfd changes[] = {{frontend.wait_descriptor(), POLLIN, 0}, {backend.wait_descriptor(), POLLIN, 0}};
    if (::poll(changes, 2, -1) < 0) return errno;
  }
}

}  // namespace zassay::model
