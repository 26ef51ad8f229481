// Sound: of an item that has a socket the descriptor is ignored.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  int ends[2];
  if (zmq_bind(in, "inproc://x") || pipe(ends) || write(ends[1], "1", 1) != 1) return 2;
  return zmq_poll(&(zmq_pollitem_t){in, ends[0], ZMQ_POLLIN, 0}, 1, 0) != 0;
}
