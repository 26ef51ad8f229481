// Sound: what is sent to a connection that there is not is refused.
#include <zmq.h>

int main(void) {
  void *client = zmq_socket(zmq_ctx_new(), ZMQ_STREAM);
  return zmq_send(client, "nobody", 6, ZMQ_SNDMORE) >= 0 || zmq_errno() != EHOSTUNREACH;
}
