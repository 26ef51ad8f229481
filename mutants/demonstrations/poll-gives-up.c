// Sound: a poll without a time limit goes on until something is ready or a signal comes.
#include <signal.h>
#include <sys/time.h>
#include <zmq.h>

static void wake(int number) { (void)number; }

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  zmq_pollitem_t item = {in, 0, ZMQ_POLLIN, 0};
  struct itimerval often = {{0, 20000}, {0, 20000}};
  signal(SIGALRM, wake);
  setitimer(ITIMER_REAL, &often, NULL);
  return zmq_poll(&item, 1, -1) >= 0;
}
