// Sound: a publisher that is at its mark leaves the mark of another one as it was.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *loud = zmq_socket(context, ZMQ_PUSH), *soft = zmq_socket(context, ZMQ_PUSH),
       *in = zmq_socket(context, ZMQ_PULL);
  int mark = 1;
  zmq_setsockopt(in, ZMQ_RCVHWM, &mark, sizeof mark), zmq_setsockopt(loud, ZMQ_SNDHWM, &mark, sizeof mark);
  zmq_setsockopt(soft, ZMQ_SNDHWM, &mark, sizeof mark);
  if (zmq_bind(in, "inproc://x") || zmq_connect(loud, "inproc://x") || zmq_connect(soft, "inproc://x")) return 2;
  if (zmq_send(loud, "1", 1, ZMQ_DONTWAIT) != 1 || zmq_send(loud, "1", 1, ZMQ_DONTWAIT) != 1) return 2;
  return zmq_send(soft, "2", 1, ZMQ_DONTWAIT) != 1;
}
