// Sound: a socket that was closed leaves no descriptor open.
#include <fcntl.h>
#include <zmq.h>

int main(void) {
  int files[2] = {0, 0};
  for (int i = 0; i < 2; ++i) {
    void* context = zmq_ctx_new();
    if (zmq_close(zmq_socket(context, ZMQ_PULL)) || zmq_ctx_term(context)) return 2;
    for (int file = 0; file < 1000; ++file) files[i] += fcntl(file, F_GETFD) >= 0;
  }
  return files[0] != files[1];
}
