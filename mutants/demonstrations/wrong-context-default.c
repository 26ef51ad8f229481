// Sound: a new context has one I/O thread.
#include <zmq.h>

int main(void) { return zmq_ctx_get(zmq_ctx_new(), ZMQ_IO_THREADS) != 1; }
