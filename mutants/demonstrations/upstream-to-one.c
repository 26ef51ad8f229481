// Sound: what an XSUB sends reaches each of its publishers.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *one = zmq_socket(context, ZMQ_XPUB), *two = zmq_socket(context, ZMQ_XPUB),
       *in = zmq_socket(context, ZMQ_XSUB);
  char octets[2] = "";
  if (zmq_bind(one, "inproc://1") || zmq_bind(two, "inproc://2") || zmq_connect(in, "inproc://1")) return 2;
  if (zmq_connect(in, "inproc://2") || zmq_send(in, "up", 2, 0) != 2 || zmq_recv(one, octets, 2, 0) != 2) return 2;
  return zmq_recv(two, octets, 2, ZMQ_DONTWAIT) != 2;
}
