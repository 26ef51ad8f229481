// Sound: the end of a context is told to every socket, by the descriptor on which its calls wait.
#include <poll.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *one = zmq_socket(context, ZMQ_PULL), *two = zmq_socket(context, ZMQ_PULL);
  struct pollfd told[2] = {{0, POLLIN, 0}, {0, POLLIN, 0}};
  size_t size = sizeof(int);
  if (zmq_getsockopt(one, ZMQ_FD, &told[0].fd, &size) || zmq_getsockopt(two, ZMQ_FD, &told[1].fd, &size)) return 2;
  if (zmq_ctx_shutdown(context)) return 2;
  return poll(&told[0], 1, 2000) != 1 || poll(&told[1], 1, 2000) != 1;
}
