// Sound: a REQ hears the answer to its newest question, and never a second one to an earlier question.
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *asker = zmq_socket(context, ZMQ_REQ);
  char answer[3] = "new";
  zmq_setsockopt(asker, ZMQ_ROUTING_ID, "q", 1), zmq_bind(router, "inproc://x"), zmq_connect(asker, "inproc://x");
  for (int round = 0; round < 2 && answer[0] == 'n'; ++round) {
    for (int frame = zmq_send(asker, "?", 1, 0); frame < 4; ++frame) zmq_recv(router, answer, 3, 0);
    for (const char **text = (const char *[]){"q", "", "new", "q", "", "old", NULL}; *text; ++text)
      zmq_send(router, *text, strlen(*text), strlen(*text) == 3 ? 0 : ZMQ_SNDMORE);
    zmq_recv(asker, answer, 3, 0);
  }
  return answer[0] != 'n';
}
