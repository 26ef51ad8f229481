// Sound: the time limit of a receive counts from the call, whatever comes meanwhile that does not end it.
#include <unistd.h>
#include <zmq.h>

static void meddle(void *other) {
  for (; zmq_poll(NULL, 0, 10) == 0; zmq_send(other, "!", 1, 0))
    zmq_send(other, "q", 1, ZMQ_SNDMORE), zmq_send(other, "", 0, ZMQ_SNDMORE);
}

int main(void) {
  void *context = zmq_ctx_new(), *asked = zmq_socket(context, ZMQ_ROUTER), *other = zmq_socket(context, ZMQ_ROUTER),
       *req = zmq_socket(context, ZMQ_REQ);
  zmq_setsockopt(req, ZMQ_ROUTING_ID, "q", 1), zmq_setsockopt(req, ZMQ_RCVTIMEO, &(int){300}, sizeof(int)), alarm(8);
  zmq_bind(asked, "inproc://x"), zmq_bind(other, "inproc://y");
  zmq_connect(req, "inproc://x"), zmq_connect(req, "inproc://y");
  zmq_send(req, "?", 1, 0), zmq_threadstart(meddle, other);
  return zmq_recv(req, NULL, 0, 0) >= 0;
}
