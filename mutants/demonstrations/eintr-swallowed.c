// Sound: a signal ends a receive that waits.
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>
#include <zmq.h>

static void wake(int number) {
  static int times;
  if (++times > 50) _exit(number > 0);
}

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  char text[9];
  struct itimerval often = {{0, 20000}, {0, 20000}};
  signal(SIGALRM, wake);
  setitimer(ITIMER_REAL, &often, NULL);
  return zmq_recv(in, text, 1, 0) >= 0;
}
