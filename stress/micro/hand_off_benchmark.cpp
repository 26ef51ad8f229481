// What it costs to hand a number to another thread: by a PAIR over inproc, and by what a system has without it.
// Figures and what they mean: docs/performance.md.

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>
#include <zmq.hpp>

#include "adapter/descriptor.hpp"

namespace {

using zassay::Descriptor;

constexpr std::uint64_t stop = UINT64_MAX;
constexpr std::size_t room = 2000;  // as many as a PAIR holds by default: the marks of both its ends

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

// A way leads from one thread to one other: `give` hands a number over and waits for room, `take` waits for a number.

class Pair {
 public:
  Pair() {
    taker_.bind("inproc://way");
    giver_.connect("inproc://way");
  }
  void give(std::uint64_t number) { giver_.send(zmq::buffer(&number, sizeof number)); }
  std::uint64_t take() {
    std::uint64_t number = 0;
    const auto got = taker_.recv(zmq::buffer(&number, sizeof number));
    if (!got || got->size != sizeof number) throw std::runtime_error("a PAIR received something else");
    return number;
  }

 private:
  zmq::context_t context_{0};  // inproc needs no I/O thread
  zmq::socket_t taker_{context_, ZMQ_PAIR};
  zmq::socket_t giver_{context_, ZMQ_PAIR};
};

class Condition {
 public:
  void give(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [this] { return numbers_.size() < room; });
    numbers_.push_back(number);
    lock.unlock();
    has_number_.notify_one();
  }
  std::uint64_t take() {
    std::unique_lock lock(mutex_);
    has_number_.wait(lock, [this] { return !numbers_.empty(); });
    const std::uint64_t number = numbers_.front();
    numbers_.pop_front();
    lock.unlock();
    has_room_.notify_one();
    return number;
  }

 private:
  std::mutex mutex_;
  std::condition_variable has_room_;
  std::condition_variable has_number_;
  std::deque<std::uint64_t> numbers_;
};

/// Holds one number: what is given before the last one was taken is added to it. It has no room for 0 and for `stop`.
class EventDescriptor {
 public:
  EventDescriptor() {
    if (!descriptor_) fail("eventfd");
  }
  void give(std::uint64_t number) {
    if (::eventfd_write(descriptor_.get(), number == stop ? stop - 1 : number + 1) != 0) fail("eventfd_write");
  }
  std::uint64_t take() {
    std::uint64_t number = 0;
    if (::eventfd_read(descriptor_.get(), &number) != 0) fail("eventfd_read");
    return number == stop - 1 ? stop : number - 1;
  }

 private:
  Descriptor descriptor_{::eventfd(0, EFD_CLOEXEC)};
};

class Pipe {
 public:
  Pipe() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) fail("pipe2");
    taker_ = Descriptor(ends[0]);
    giver_ = Descriptor(ends[1]);
  }
  // Eight octets are written and read whole: there are no others in the pipe, and PIPE_BUF is larger.
  void give(std::uint64_t number) {
    if (::write(giver_.get(), &number, sizeof number) != sizeof number) fail("write");
  }
  std::uint64_t take() {
    std::uint64_t number = 0;
    if (::read(taker_.get(), &number, sizeof number) != sizeof number) fail("read");
    return number;
  }

 private:
  Descriptor taker_;
  Descriptor giver_;
};

enum Placing : std::int64_t { free_to_move, each_its_own, all_on_one };

const char* label_of(std::int64_t placing) {
  return placing == free_to_move   ? "free to move"
         : placing == each_its_own ? "each on its own"
                                   : "all on one processor";
}

/// Holds the calling thread on a processor, and gives it back all that it had when it ends.
class Placed {
 public:
  Placed(std::int64_t placing, std::size_t thread) {
    if (::sched_getaffinity(0, sizeof before_, &before_) != 0) fail("sched_getaffinity");
    if (placing == free_to_move) return;
    std::vector<std::size_t> processors;
    for (std::size_t i = 0; i < CPU_SETSIZE; ++i) {
      if (CPU_ISSET(i, &allowed()) != 0) processors.push_back(i);
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processors[placing == all_on_one ? 0 : thread % processors.size()], &one);
    if (::sched_setaffinity(0, sizeof one, &one) != 0) fail("sched_setaffinity");
  }
  ~Placed() { ::sched_setaffinity(0, sizeof before_, &before_); }
  Placed(const Placed&) = delete;
  Placed& operator=(const Placed&) = delete;

 private:
  /// What the program may use; asked before any thread was held, since threads inherit it.
  static const cpu_set_t& allowed() {
    static const cpu_set_t set = [] {
      cpu_set_t found;
      if (::sched_getaffinity(0, sizeof found, &found) != 0) fail("sched_getaffinity");
      return found;
    }();
    return set;
  }

  cpu_set_t before_{};
};

/// A batch of numbers goes through so many threads, one after the other, and comes back. With one thread and a batch of
/// one it is ping-pong.
template <typename Way>
void round_trip(benchmark::State& state) {
  const auto threads = static_cast<std::size_t>(state.range(0));
  const auto batch = static_cast<std::uint64_t>(state.range(1));
  const std::int64_t placing = state.range(2);
  const Placed placed(placing, 0);
  std::deque<Way> ways(threads + 1);
  std::vector<std::jthread> stages;
  for (std::size_t i = 0; i < threads; ++i) {
    stages.emplace_back([&from = ways[i], &to = ways[i + 1], placing, i] {
      const Placed held(placing, i + 1);
      for (std::uint64_t number = 0; number != stop;) to.give(number = from.take());
    });
  }
  bool is_in_order = true;
  for (auto iteration : state) {
    for (std::uint64_t i = 0; i < batch; ++i) ways.front().give(i);
    for (std::uint64_t i = 0; i < batch; ++i) is_in_order = ways.back().take() == i && is_in_order;
  }
  ways.front().give(stop);
  if (ways.back().take() != stop || !is_in_order) state.SkipWithError("numbers came in another order");
  state.SetLabel(label_of(placing));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * batch));
}

/// A batch of numbers goes to another thread, which tells by one number that it has them all.
template <typename Way>
void one_way(benchmark::State& state) {
  const auto batch = static_cast<std::uint64_t>(state.range(0));
  const std::int64_t placing = state.range(1);
  const Placed placed(placing, 0);
  Way there;
  Way back;
  std::jthread taker([&, placing] {
    const Placed held(placing, 1);
    for (std::uint64_t number = 0, sum = 0, taken = 0; (number = there.take()) != stop;) {
      sum += number;
      if (++taken % batch == 0) back.give(std::exchange(sum, 0));
    }
  });
  bool is_complete = true;
  for (auto iteration : state) {
    for (std::uint64_t i = 0; i < batch; ++i) there.give(i);
    is_complete = back.take() == batch * (batch - 1) / 2 && is_complete;
  }
  there.give(stop);
  if (!is_complete) state.SkipWithError("numbers were lost or repeated");
  state.SetLabel(label_of(placing));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * batch));
}

void ping_pong(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"threads", "batch", "placing"});
  benchmark->ArgsProduct({{1}, {1}, {free_to_move, each_its_own, all_on_one}})->UseRealTime();
}
BENCHMARK(round_trip<Condition>)->Apply(ping_pong);
BENCHMARK(round_trip<EventDescriptor>)->Apply(ping_pong);
BENCHMARK(round_trip<Pipe>)->Apply(ping_pong);
BENCHMARK(round_trip<Pair>)->Apply(ping_pong);

void throughput(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"batch", "placing"})->Unit(benchmark::kMicrosecond);
  benchmark->ArgsProduct({{10, 1000, 100'000}, {free_to_move, each_its_own, all_on_one}})->UseRealTime();
}
BENCHMARK(one_way<Condition>)->Apply(throughput);
BENCHMARK(one_way<Pipe>)->Apply(throughput);
BENCHMARK(one_way<Pair>)->Apply(throughput);

void pipeline(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"threads", "batch", "placing"})->Unit(benchmark::kMicrosecond);
  benchmark->ArgsProduct({{2, 3, 4, 6, 8}, {1, 1000}, {free_to_move, each_its_own}})->UseRealTime();
}
BENCHMARK(round_trip<Condition>)->Apply(pipeline);
BENCHMARK(round_trip<Pair>)->Apply(pipeline);

}  // namespace
