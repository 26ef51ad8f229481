// Sound: a proxy passes on what comes in at its backend, too.
#include <unistd.h>
#include <zmq.h>

static void run(void *socket) { zmq_proxy(((void **)socket)[1], ((void **)socket)[2], NULL); }

int main(void) {
  void *context = zmq_ctx_new(), *socket[4];
  for (int i = 0; i < 4; ++i) socket[i] = zmq_socket(context, ZMQ_PAIR);
  if (zmq_bind(socket[1], "inproc://a") || zmq_bind(socket[2], "inproc://b")) return 2;
  if (zmq_connect(socket[0], "inproc://a") || zmq_connect(socket[3], "inproc://b")) return 2;
  zmq_send(socket[3], "1", 1, 0), zmq_threadstart(run, socket), alarm(2);
  return zmq_recv(socket[0], NULL, 0, 0) != 1;
}
