// Sound: a peer that is full is passed over as long as another one has room.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *slow = zmq_socket(context, ZMQ_PULL),
       *quick = zmq_socket(context, ZMQ_PULL);
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(out, ZMQ_SNDTIMEO, &(int){2000}, sizeof(int));
  zmq_setsockopt(slow, ZMQ_RCVHWM, &(int){1}, sizeof(int)), zmq_setsockopt(quick, ZMQ_RCVHWM, &(int){1}, sizeof(int));
  zmq_bind(slow, "inproc://x"), zmq_bind(quick, "inproc://y");
  zmq_connect(out, "inproc://x"), zmq_connect(out, "inproc://y");
  while (zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) continue;
  zmq_recv(quick, NULL, 0, 0), zmq_recv(quick, NULL, 0, 0);
  return zmq_send(out, "1", 1, 0) != 1;
}
