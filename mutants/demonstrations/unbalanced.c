// Sound: of two messages each of two peers gets one.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *one = zmq_socket(context, ZMQ_PULL),
       *two = zmq_socket(context, ZMQ_PULL);
  zmq_bind(one, "inproc://x"), zmq_bind(two, "inproc://y"), alarm(5);
  zmq_connect(out, "inproc://x"), zmq_connect(out, "inproc://y");
  zmq_send(out, "1", 1, 0), zmq_send(out, "2", 1, 0);
  return zmq_recv(one, NULL, 0, 0) != 1 || zmq_recv(two, NULL, 0, 0) != 1;
}
