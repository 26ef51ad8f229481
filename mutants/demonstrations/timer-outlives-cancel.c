// Sound: no time is left to a timer that was cancelled.
#include <zmq.h>

static void run(int timer, void* nothing) { (void)timer, (void)nothing; }

int main(void) {
  void* timers = zmq_timers_new();
  const int timer = zmq_timers_add(timers, 1000, run, 0);
  if (zmq_timers_cancel(timers, timer)) return 2;
  return zmq_timers_timeout(timers) != -1;
}
