// Sound: a message that comes after an interruption is received.
#include <signal.h>
#include <sys/time.h>
#include <zmq.h>

static void wake(int number) { (void)number; }

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  struct itimerval often = {{0, 20000}, {0, 20000}};
  signal(SIGALRM, wake);
  setitimer(ITIMER_REAL, &often, NULL);
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_recv(in, text, 1, 0) >= 0 || signal(SIGALRM, SIG_IGN) == SIG_ERR) return 2;
  if (zmq_send(out, "1", 1, 0) != 1) return 2;
  return zmq_recv(in, text, 1, ZMQ_DONTWAIT) != 1;
}
