// Sound: a poll of nothing waits for its time.
#include <time.h>
#include <zmq.h>

int main(void) {
  struct timespec from, to;
  timespec_get(&from, TIME_UTC);
  if (zmq_poll(NULL, 0, 300)) return 2;
  timespec_get(&to, TIME_UTC);
  return (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000 < 250;
}
