// Sound: another thread's failure does not change the error number of this one.
#include <unistd.h>
#include <zmq.h>

static void fails(void *in) { zmq_bind(in, "tcp://"); }
int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *other = zmq_socket(context, ZMQ_PULL);
  if (zmq_recv(in, 0, 0, ZMQ_DONTWAIT) >= 0) return 2;
  zmq_threadclose(zmq_threadstart(fails, other));
  return zmq_errno() != EAGAIN;
}
