// Sound: the capture socket of a proxy gets whole messages.
#include <zmq.h>

static void run(void *socket) { zmq_proxy(((void **)socket)[1], ((void **)socket)[2], ((void **)socket)[4]); }

int main(void) {
  void *context = zmq_ctx_new(), *socket[6];
  int more = 0;
  for (int i = 0; i < 6; ++i) socket[i] = zmq_socket(context, i % 2 ? ZMQ_PULL : ZMQ_PUSH);
  zmq_bind(socket[1], "inproc://a"), zmq_bind(socket[2], "inproc://b"), zmq_bind(socket[4], "inproc://c");
  zmq_connect(socket[0], "inproc://a"), zmq_connect(socket[3], "inproc://b"), zmq_connect(socket[5], "inproc://c");
  zmq_send(socket[0], "1", 1, ZMQ_SNDMORE), zmq_send(socket[0], "2", 1, 0), zmq_threadstart(run, socket);
  zmq_recv(socket[5], NULL, 0, 0), zmq_getsockopt(socket[5], ZMQ_RCVMORE, &more, &(size_t){sizeof more});
  return !more;
}
