// Sound: a closed message is not sent, but refused, or the program ended as libzmq does.
#include <signal.h>
#include <unistd.h>
#include <zmq.h>

static void ended(int number) { _exit(number != SIGABRT); }

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (signal(SIGABRT, ended) == SIG_ERR || zmq_msg_init(&message) || zmq_msg_close(&message)) return 2;
  return zmq_msg_send(&message, out, 0) >= 0;
}
