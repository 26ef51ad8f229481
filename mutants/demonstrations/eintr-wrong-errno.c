// Sound: a receive that a signal ends says EINTR.
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <zmq.h>

static void wake(int number) { (void)number; }

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  char text[9];
  struct itimerval often = {{0, 20000}, {0, 20000}};
  signal(SIGALRM, wake);
  setitimer(ITIMER_REAL, &often, NULL);
  return zmq_recv(in, text, 1, 0) >= 0 || zmq_errno() != EINTR;
}
