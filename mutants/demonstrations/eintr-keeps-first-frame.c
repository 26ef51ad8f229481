// Sound: a send that says EINTR has queued no frame.
#include <signal.h>
#include <sys/time.h>
#include <zmq.h>

static void wake(int number) { (void)number; }

int main(void) {
  struct itimerval often = {{0, 20000}, {0, 20000}};
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9] = "";
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a") || signal(SIGALRM, wake) == SIG_ERR) return 2;
  while (zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) continue;
  if (setitimer(ITIMER_REAL, &often, NULL) || zmq_send(out, "2", 1, ZMQ_SNDMORE) >= 0) return 2;
  while (zmq_recv(in, text, 1, ZMQ_DONTWAIT) == 1) continue;
  return zmq_send(out, "3", 1, 0) != 1 || zmq_recv(in, text, 1, ZMQ_DONTWAIT) != 1 || text[0] != '3';
}
