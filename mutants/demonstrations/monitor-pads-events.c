// Sound: an event of a monitor begins with a part of six octets.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *spy = zmq_socket(context, ZMQ_PAIR);
  unsigned short event[4];
  if (zmq_socket_monitor(in, "inproc://m", ZMQ_EVENT_ALL) || zmq_connect(spy, "inproc://m")) return 2;
  if (zmq_socket_monitor(in, NULL, 0)) return 2;
  return zmq_recv(spy, event, sizeof event, 0) != 6;
}
