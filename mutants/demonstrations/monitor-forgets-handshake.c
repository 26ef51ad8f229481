// Sound: a monitor is told that a handshake succeeded.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  void* monitor = zmq_socket(context, ZMQ_PAIR);
  char name[199];
  unsigned short event[3] = {0};  // the mask 0x1400: a handshake that succeeded, and the end of the monitor
  if (zmq_socket_monitor(out, "inproc://m", 0x1400) || zmq_connect(monitor, "inproc://m")) return 2;
  if (zmq_bind(in, "ipc://*") || zmq_getsockopt(in, ZMQ_LAST_ENDPOINT, name, &(size_t){sizeof name})) return 2;
  if (zmq_connect(out, name) || zmq_send(out, "1", 1, 0) != 1 || zmq_recv(in, event, 1, 0) != 1) return 2;
  if (zmq_socket_monitor(out, NULL, 0) || zmq_recv(monitor, event, sizeof event, 0) < 0) return 2;
  return event[0] == ZMQ_EVENT_MONITOR_STOPPED;
}
