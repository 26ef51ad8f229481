// Sound: a timer runs again and again.
#include <zmq.h>

static void run(int timer, void* count) { *(int*)count += timer != 0; }

int main(void) {
  void* timers = zmq_timers_new();
  int runs = 0;
  if (zmq_timers_add(timers, 1, run, &runs) < 0) return 2;
  for (int i = 0; i < 3; ++i) zmq_poll(0, 0, 20), zmq_timers_execute(timers);
  return runs != 3;
}
