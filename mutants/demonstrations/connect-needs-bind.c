// Sound: a name may be connected to before anybody has bound it.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *early = zmq_socket(context, ZMQ_PAIR);
  return zmq_connect(early, "inproc://a") != 0;
}
