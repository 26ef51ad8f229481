// Sound: a PULL does not send.
#include <zmq.h>

int main(void) {
  return zmq_send(zmq_socket(zmq_ctx_new(), ZMQ_PULL), "a", 1, ZMQ_DONTWAIT) >= 0 || zmq_errno() != ENOTSUP;
}
