// Sound: a proxy whose backend is full leaves the next message where it is, so that its sender has to wait.
#include <zmq.h>

static void run(void *socket) { zmq_proxy(((void **)socket)[1], ((void **)socket)[2], NULL); }

int main(void) {
  void *context = zmq_ctx_new(), *socket[4];
  for (int i = 0; i < 4; ++i) socket[i] = zmq_socket(context, i % 2 ? ZMQ_PULL : ZMQ_PUSH);
  for (int i = 0; i < 4; ++i) zmq_setsockopt(socket[i], i % 2 ? ZMQ_RCVHWM : ZMQ_SNDHWM, &(int){1}, sizeof(int));
  zmq_setsockopt(socket[0], ZMQ_SNDTIMEO, &(int){200}, sizeof(int)), zmq_bind(socket[1], "inproc://a");
  zmq_bind(socket[2], "inproc://b"), zmq_connect(socket[0], "inproc://a"), zmq_connect(socket[3], "inproc://b");
  zmq_threadstart(run, socket);
  for (int i = 0; i < 99 && zmq_send(socket[0], "1", 1, 0) == 1; ++i) zmq_send(socket[0], "2", 1, 0);
  return zmq_send(socket[0], "3", 1, 0) == 1;
}
