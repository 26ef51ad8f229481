// Sound: with marks of 1 two peers that do not read take two messages each.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *one = zmq_socket(context, ZMQ_PULL),
       *two = zmq_socket(context, ZMQ_PULL);
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(one, ZMQ_RCVHWM, &(int){1}, sizeof(int));
  zmq_setsockopt(two, ZMQ_RCVHWM, &(int){1}, sizeof(int)), zmq_bind(out, "inproc://x");
  zmq_connect(one, "inproc://x"), zmq_connect(two, "inproc://x");
  for (int i = 0; i < 4; ++i)
    if (zmq_send(out, "1", 1, ZMQ_DONTWAIT) != 1) return 1;
}
