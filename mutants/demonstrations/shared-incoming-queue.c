// Sound: one sender that has come to its mark leaves another one its room.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *one = zmq_socket(context, ZMQ_PUSH),
       *two = zmq_socket(context, ZMQ_PUSH);
  zmq_setsockopt(one, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(two, ZMQ_SNDHWM, &(int){1}, sizeof(int));
  zmq_setsockopt(in, ZMQ_RCVHWM, &(int){1}, sizeof(int)), zmq_bind(in, "inproc://x");
  zmq_connect(one, "inproc://x"), zmq_connect(two, "inproc://x");
  zmq_send(one, "1", 1, ZMQ_DONTWAIT), zmq_send(one, "2", 1, ZMQ_DONTWAIT);
  return zmq_send(two, "3", 1, ZMQ_DONTWAIT) != 1;
}
