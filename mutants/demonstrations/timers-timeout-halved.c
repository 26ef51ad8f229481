// Sound: the time to the next timer is all of its interval.
#include <zmq.h>

static void run(int timer, void* nothing) { (void)timer, (void)nothing; }

int main(void) {
  void* timers = zmq_timers_new();
  if (zmq_timers_add(timers, 100000, run, 0) < 0) return 2;
  return zmq_timers_timeout(timers) < 60000;
}
