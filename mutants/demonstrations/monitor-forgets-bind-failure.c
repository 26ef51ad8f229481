// Sound: a monitor is told that a bind failed.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *spy = zmq_socket(context, ZMQ_PAIR);
  unsigned short event[4];
  const int mask = ZMQ_EVENT_BIND_FAILED | ZMQ_EVENT_MONITOR_STOPPED;
  if (zmq_socket_monitor(in, "inproc://m", mask) || zmq_connect(spy, "inproc://m")) return 2;
  if (zmq_bind(in, "tcp://192.0.2.1:*") == 0 || zmq_close(in) || zmq_recv(spy, event, sizeof event, 0) != 6) return 2;
  return event[0] != ZMQ_EVENT_BIND_FAILED;
}
