// Sound: a context with an open socket does not end before it is closed.
#include <signal.h>
#include <sys/time.h>
#include <zmq.h>

static void wake(int number) { (void)number; }

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  struct itimerval often = {{0, 20000}, {0, 20000}};
  signal(SIGALRM, wake);
  setitimer(ITIMER_REAL, &often, NULL);
  return in == NULL || zmq_ctx_term(context) == 0;
}
