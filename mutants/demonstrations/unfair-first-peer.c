// Sound: two senders are heard in turns.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *one = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL),
       *two = zmq_socket(context, ZMQ_PUSH);
  char octets[2] = "";
  if (zmq_bind(in, "inproc://x") || zmq_connect(one, "inproc://x") || zmq_connect(two, "inproc://x")) return 2;
  if (zmq_send(one, "1", 1, 0) != 1 || zmq_send(one, "1", 1, 0) != 1 || zmq_send(two, "2", 1, 0) != 1) return 2;
  if (zmq_recv(in, &octets[0], 1, 0) != 1 || zmq_recv(in, &octets[1], 1, 0) != 1) return 2;
  return octets[0] == octets[1];
}
