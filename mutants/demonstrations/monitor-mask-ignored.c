// Sound: a monitor is told only what was asked for.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *spy = zmq_socket(context, ZMQ_PAIR);
  unsigned short event[4];
  if (zmq_socket_monitor(in, "inproc://m", ZMQ_EVENT_MONITOR_STOPPED) || zmq_connect(spy, "inproc://m")) return 2;
  if (zmq_bind(in, "tcp://127.0.0.1:*") || zmq_close(in) || zmq_recv(spy, event, sizeof event, 0) != 6) return 2;
  return event[0] != ZMQ_EVENT_MONITOR_STOPPED;
}
