// Sound: a poll that is told of an item and handed none says EFAULT.
#include <errno.h>
#include <zmq.h>

int main(void) { return zmq_poll(NULL, 1, 0) != -1 || zmq_errno() != EFAULT; }
