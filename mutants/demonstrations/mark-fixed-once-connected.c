// Sound: a send mark that is raised after the connect holds at once.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(in, ZMQ_RCVHWM, &(int){1}, sizeof(int));
  zmq_bind(in, "inproc://x"), zmq_connect(out, "inproc://x");
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){20}, sizeof(int));
  for (int i = 0; i < 20; ++i)
    if (zmq_send(out, "1", 1, ZMQ_DONTWAIT) != 1) return 1;
}
