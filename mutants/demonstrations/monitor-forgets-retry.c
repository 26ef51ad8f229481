// Sound: a monitor is told that a connect is tried again.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  void* monitor = zmq_socket(context, ZMQ_PAIR);
  unsigned short event[3];
  const int mask = ZMQ_EVENT_CONNECT_RETRIED | ZMQ_EVENT_CLOSED;
  if (zmq_socket_monitor(out, "inproc://m", mask) || zmq_connect(monitor, "inproc://m")) return 2;
  if (in == NULL || zmq_connect(out, "ipc://@nobody-is-bound-to-this-name")) return 2;
  for (int parts = 0; parts < 6; ++parts) {
    if (zmq_recv(monitor, event, sizeof event, 0) > 5 && event[0] == ZMQ_EVENT_CONNECT_RETRIED) return 0;
  }
  return 1;
}
