// Sound: a context that has ended leaves no thread behind.
#include <sched.h>
#include <sys/stat.h>
#include <zmq.h>

int main(void) {
  struct stat threads = {0};
  if (zmq_ctx_term(zmq_ctx_new())) return 2;
  for (int i = 0; i < 1000; ++i) {
    if (stat("/proc/self/task", &threads)) return 2;
    if (threads.st_nlink <= 3) return 0;
    sched_yield();
  }
  return 1;
}
