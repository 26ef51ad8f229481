// Sound: there is no socket of an unknown type.
#include <zmq.h>

int main(void) { return zmq_socket(zmq_ctx_new(), 12345) != 0; }
