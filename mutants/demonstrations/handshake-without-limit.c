// Sound: a peer that says nothing is given up after the time that its handshake may last.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *mute = zmq_socket(context, ZMQ_STREAM);
  int limit_ms = 100, two_seconds = 2000;
  char octets[64];
  if (zmq_setsockopt(in, ZMQ_HANDSHAKE_IVL, &limit_ms, sizeof limit_ms) || zmq_bind(mute, "tcp://127.0.0.1:*"))
    return 2;
  size_t size = sizeof octets;
  if (zmq_setsockopt(mute, ZMQ_RCVTIMEO, &two_seconds, sizeof two_seconds)) return 2;
  if (zmq_getsockopt(mute, ZMQ_LAST_ENDPOINT, octets, &size) || zmq_connect(in, octets)) return 2;
  for (int i = 0; i < 8 && size != (size_t)-1; ++i) size = (size_t)zmq_recv(mute, octets, sizeof octets, 0);
  return size == (size_t)-1;
}
