// Sound: a poll ends when its time is over.
#include <signal.h>
#include <unistd.h>
#include <zmq.h>

static void late(int number) { _exit(number > 0); }

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  zmq_pollitem_t item = {in, 0, ZMQ_POLLIN, 0};
  signal(SIGALRM, late);
  alarm(2);
  return zmq_poll(&item, 1, 150) != 0;
}
