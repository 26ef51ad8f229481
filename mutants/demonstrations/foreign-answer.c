// Sound: a REQ takes an answer from nobody but the one it asked.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *asked = zmq_socket(context, ZMQ_ROUTER), *other = zmq_socket(context, ZMQ_ROUTER),
       *req = zmq_socket(context, ZMQ_REQ);
  zmq_setsockopt(req, ZMQ_ROUTING_ID, "q", 1), zmq_setsockopt(other, ZMQ_ROUTER_MANDATORY, &(int){1}, sizeof(int));
  zmq_bind(asked, "inproc://x"), zmq_bind(other, "inproc://y");
  zmq_connect(req, "inproc://x"), zmq_connect(req, "inproc://y"), zmq_send(req, "?", 1, 0);
  while (zmq_send(other, "q", 1, ZMQ_SNDMORE) < 0) zmq_poll(&(zmq_pollitem_t){other, 0, ZMQ_POLLIN, 0}, 1, 1);
  zmq_send(other, "", 0, ZMQ_SNDMORE), zmq_send(other, "!", 1, 0);
  return zmq_recv(req, NULL, 0, ZMQ_DONTWAIT) >= 0;
}
