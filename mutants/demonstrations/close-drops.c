// Sound: a context does not end before what a closed socket accepted is delivered, however long that takes.
#include <signal.h>
#include <unistd.h>
#include <zmq.h>

static void still_waits(int number) { _exit(number == 0); }

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  int forever = -1;
  if (zmq_setsockopt(out, ZMQ_LINGER, &forever, sizeof forever) || signal(SIGALRM, still_waits) == SIG_ERR) return 2;
  if (zmq_connect(out, "ipc://@nobody-is-there") || zmq_send(out, "1", 1, 0) != 1 || zmq_close(out)) return 2;
  alarm(2);
  return zmq_ctx_term(context) == 0;
}
