// Sound: a socket that may use IPv6 is bound to an address of IPv4.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  const int yes = 1;
  if (zmq_setsockopt(in, ZMQ_IPV6, &yes, sizeof yes)) return 2;
  return zmq_bind(in, "tcp://127.0.0.1:*") != 0;
}
