#include "adapter/thread_state.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <functional>
#include <mutex>
#include <thread>

#include "adapter/descriptor.hpp"

namespace zassay {
namespace {

/// Runs `body` in a thread and gives its state once it sleeps in a call; then ends it by making `wake` readable.
ThreadState asleep_in(const std::function<void(int wake)>& body) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  std::atomic<pid_t> id = 0;
  std::thread thread([&] {
    id = static_cast<pid_t>(::syscall(SYS_gettid));
    id.notify_one();
    body(reading.get());
  });
  id.wait(0);
  ThreadState found;
  ThreadState before;
  // Asleep at two looks with the same switch count: it is the call's own sleep and not a lock on the way to it.
  do {
    before = found;
    const auto state = read_thread_state(::getpid(), id);
    EXPECT_TRUE(state) << state.error().sentence;
    if (!state) break;
    found = *state;
  } while (!is_asleep(found) || !(found == before));
  writing.reset();
  thread.join();
  return found;
}

TEST(ThreadStateTest, TellsPollWithAndWithoutTimeout) {
  const auto poll_for = [](int timeout_ms) {
    return asleep_in([timeout_ms](int wake) {
      pollfd wait{wake, POLLIN, 0};
      ::poll(&wait, 1, timeout_ms);
    });
  };
  const ThreadState endless = poll_for(-1);
  EXPECT_TRUE(sleeps_in_poll(endless));
  EXPECT_FALSE(sleeps_with_timeout(endless));
  const ThreadState finite = poll_for(600'000);
  EXPECT_TRUE(sleeps_in_poll(finite));
  EXPECT_TRUE(sleeps_with_timeout(finite));
}

TEST(ThreadStateTest, TellsEpollAndSelect) {
  const Descriptor epoll(::epoll_create1(EPOLL_CLOEXEC));
  const auto epoll_for = [&epoll](int timeout_ms) {
    return asleep_in([&epoll, timeout_ms](int wake) {
      epoll_event event{};
      event.events = EPOLLIN;
      ::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, wake, &event);
      ::epoll_wait(epoll.get(), &event, 1, timeout_ms);
    });
  };
  EXPECT_TRUE(sleeps_in_poll(epoll_for(-1)));
  EXPECT_FALSE(sleeps_with_timeout(epoll_for(-1)));
  EXPECT_TRUE(sleeps_with_timeout(epoll_for(600'000)));
  const auto select_with = [](timeval* timeout) {
    return asleep_in([timeout](int wake) {
      fd_set set;
      FD_ZERO(&set);
      FD_SET(wake, &set);
      ::select(wake + 1, &set, nullptr, nullptr, timeout);
    });
  };
  timeval long_time{600, 0};
  EXPECT_TRUE(sleeps_in_poll(select_with(nullptr)));
  EXPECT_FALSE(sleeps_with_timeout(select_with(nullptr)));
  EXPECT_TRUE(sleeps_with_timeout(select_with(&long_time)));
}

TEST(ThreadStateTest, AWaitForASignalMayHaveATimeout) {
  const auto signal_for = [](const timespec* timeout) {
    ThreadState found;
    std::atomic<pid_t> id = 0;
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGUSR2);
    std::thread thread([&] {
      ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
      id = static_cast<pid_t>(::syscall(SYS_gettid));
      id.notify_one();
      ::syscall(SYS_rt_sigtimedwait, &signals, nullptr, timeout, sizeof(std::uint64_t));
    });
    id.wait(0);
    while (!is_asleep(found) || found.system_call != SYS_rt_sigtimedwait) {
      found = read_thread_state(::getpid(), id).value_or(ThreadState{});
    }
    ::pthread_kill(thread.native_handle(), SIGUSR2);
    thread.join();
    return found;
  };
  const timespec long_time{600, 0};
  EXPECT_FALSE(sleeps_with_timeout(signal_for(nullptr)));
  EXPECT_TRUE(sleeps_with_timeout(signal_for(&long_time)));
  EXPECT_FALSE(sleeps_in_poll(signal_for(nullptr)));
}

TEST(ThreadStateTest, AReadIsNoPollAndHasNoTimeout) {
  const ThreadState state = asleep_in([](int wake) {
    char byte = 0;
    EXPECT_EQ(::read(wake, &byte, 1), 0);
  });
  EXPECT_EQ(state.system_call, SYS_read);
  EXPECT_FALSE(sleeps_in_poll(state));
  EXPECT_FALSE(sleeps_with_timeout(state));
}

TEST(ThreadStateTest, TellsAFutexWithAndWithoutTimeout) {
  for (const bool timed : {false, true}) {
    std::mutex mutex;
    std::condition_variable woken;
    bool go = false;
    std::atomic<pid_t> id = 0;
    std::thread thread([&] {
      std::unique_lock lock(mutex);
      id = static_cast<pid_t>(::syscall(SYS_gettid));
      id.notify_one();
      if (timed) {
        woken.wait_for(lock, std::chrono::minutes(10), [&go] { return go; });
      } else {
        woken.wait(lock, [&go] { return go; });
      }
    });
    id.wait(0);
    { const std::lock_guard lock(mutex); }  // it holds the mutex until it waits on the condition
    Result<ThreadState> state = read_thread_state(::getpid(), id);
    while (state && !is_asleep(*state)) state = read_thread_state(::getpid(), id);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->system_call, SYS_futex);
    EXPECT_FALSE(sleeps_in_poll(*state));
    EXPECT_EQ(sleeps_with_timeout(*state), timed);
    {
      const std::lock_guard lock(mutex);
      go = true;
    }
    woken.notify_one();
    thread.join();
  }
}

TEST(ThreadStateTest, LooksAnewWithTheFilesThatItKeeps) {
  ThreadStates states;
  const auto count = [&states] { return states.read(::getpid()).value_or(std::vector<ThreadState>{}).size(); };
  asleep_in([](int wake) {  // a sanitizer starts a thread of its own beside the first
    pollfd wait{wake, POLLIN, 0};
    ::poll(&wait, 1, -1);
  });
  const std::size_t before = count();
  std::uint64_t switches = 0;
  for (int round = 0; round < 3; ++round) {
    const ThreadState asleep = asleep_in([&](int wake) {
      pollfd wait{wake, POLLIN, 0};
      ::poll(&wait, 1, -1);
      EXPECT_EQ(count(), before + 1);
    });
    EXPECT_TRUE(is_asleep(asleep));
    while (count() != before) {  // a joined thread is listed for a moment longer
    }
    const auto self = states.read(::getpid());
    ASSERT_TRUE(self);
    const std::uint64_t now = self->front().switches;
    EXPECT_GT(now, switches);
    switches = now;
  }
}

TEST(ThreadStateTest, ListsAllThreadsAndNamesThoseThatAreGone) {
  const auto all = ThreadStates().read(::getpid());
  ASSERT_TRUE(all);
  ASSERT_FALSE(all->empty());
  EXPECT_EQ(all->front().thread, ::getpid());
  EXPECT_EQ(all->front().state, 'R');
  EXPECT_FALSE(all->front().system_call && is_asleep(all->front()));
  EXPECT_EQ(read_thread_state(::getpid(), 0x7ffffff0).error().code, "thread-gone");
  EXPECT_EQ(ThreadStates().read(0x7ffffff0).error().code, "thread-gone");
}

TEST(ThreadStateTest, LooksAgainOnlyAtThreadsThatItKnows) {
  ThreadStates states;
  EXPECT_FALSE(states.read_again(::getpid(), ::getpid())) << "never seen";
  ASSERT_TRUE(states.read(::getpid()));
  const auto seen = states.read_again(::getpid(), ::getpid());
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->thread, ::getpid());
}

}  // namespace
}  // namespace zassay
