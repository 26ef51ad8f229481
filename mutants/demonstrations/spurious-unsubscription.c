// Sound: a cancel is not told while another subscriber still holds the topic.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *leaves = zmq_socket(context, ZMQ_SUB),
       *stays = zmq_socket(context, ZMQ_SUB);
  char octets[2] = "";
  zmq_setsockopt(leaves, ZMQ_SUBSCRIBE, "t", 1), zmq_setsockopt(stays, ZMQ_SUBSCRIBE, "t", 1);
  zmq_bind(out, "inproc://x"), zmq_connect(leaves, "inproc://x"), zmq_connect(stays, "inproc://x");
  zmq_recv(out, octets, 2, 0), zmq_setsockopt(leaves, ZMQ_UNSUBSCRIBE, "t", 1);
  zmq_setsockopt(stays, ZMQ_SUBSCRIBE, "u", 1), zmq_recv(out, octets, 2, 0);
  return octets[1] != 'u' || zmq_recv(out, octets, 2, ZMQ_DONTWAIT) >= 0;
}
