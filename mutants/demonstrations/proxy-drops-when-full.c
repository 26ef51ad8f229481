// Sound: a proxy whose backend is full leaves the next message where it is.
#include <unistd.h>
#include <zmq.h>

static void run(void *socket) { zmq_proxy(((void **)socket)[1], ((void **)socket)[2], NULL); }

int main(void) {
  void *context = zmq_ctx_new(), *socket[4];
  for (int i = 0; i < 4; ++i) socket[i] = zmq_socket(context, i % 2 ? ZMQ_PULL : ZMQ_PUSH);
  zmq_setsockopt(socket[2], ZMQ_SNDHWM, &(int){1}, sizeof(int));
  zmq_setsockopt(socket[3], ZMQ_RCVHWM, &(int){1}, sizeof(int)), zmq_bind(socket[1], "inproc://a");
  zmq_bind(socket[2], "inproc://b"), zmq_connect(socket[0], "inproc://a"), zmq_connect(socket[3], "inproc://b");
  for (int i = 0; i < 9; ++i) zmq_send(socket[0], "1", 1, 0);
  zmq_threadstart(run, socket), usleep(100000), alarm(2);
  for (int i = 0; i < 9; ++i) zmq_recv(socket[3], NULL, 0, 0);
}
