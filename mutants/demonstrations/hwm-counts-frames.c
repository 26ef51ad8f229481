// Sound: the mark counts messages, however many frames they have.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){2}, sizeof(int)), zmq_setsockopt(in, ZMQ_RCVHWM, &(int){2}, sizeof(int));
  zmq_bind(in, "inproc://x"), zmq_connect(out, "inproc://x");
  for (int i = 0; i < 8; ++i)
    if (zmq_send(out, "1", 1, ZMQ_DONTWAIT | (i % 2 ? 0 : ZMQ_SNDMORE)) != 1) return 1;
}
