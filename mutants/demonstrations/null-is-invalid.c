// Sound: no socket is ENOTSOCK.
#include <zmq.h>

int main(void) { return zmq_close(0) == 0 || zmq_errno() != ENOTSOCK; }
