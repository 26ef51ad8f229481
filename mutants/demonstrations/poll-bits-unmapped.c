// Sound: a pipe that has room is reported OUT.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  int ends[2];
  if (pipe(ends)) return 2;
  return zmq_poll(&(zmq_pollitem_t){NULL, ends[1], ZMQ_POLLOUT, 0}, 1, 0) != 1;
}
