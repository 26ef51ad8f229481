#include "link/event_queue.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/eventfd.h>

namespace zassay::link {
namespace {

bool is_readable(const EventQueue& queue) {
  pollfd asked{queue.descriptor(), POLLIN, 0};
  return ::poll(&asked, 1, 0) > 0;
}

std::vector<Event> events(std::size_t count, const std::string& note = {}) {
  std::vector<Event> made(count);
  for (std::size_t i = 0; i < count; ++i) {
    made[i].number = i;
    made[i].note = note;
  }
  return made;
}

TEST(EventQueue, IsReadableWhileEventsWait) {
  EventQueue queue(Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), {});
  EXPECT_FALSE(is_readable(queue));
  EXPECT_FALSE(queue.take().event);
  auto two = events(2);
  queue.add(two);
  EXPECT_TRUE(two.empty());
  EXPECT_TRUE(is_readable(queue));
  EXPECT_EQ(queue.take().event->number, 0U);
  EXPECT_TRUE(is_readable(queue));
  EXPECT_EQ(queue.take().event->number, 1U);
  EXPECT_FALSE(is_readable(queue));
}

TEST(EventQueue, TellsWhenHalfOfItIsFreeAgain) {
  EventQueue queue(Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), {.events = 10});
  auto nine = events(9);
  queue.add(nine);
  EXPECT_EQ(queue.room(), 1U);
  auto more = events(3);
  queue.add(more);
  EXPECT_EQ(queue.room(), 0U);
  for (int taken = 1; taken <= 6; ++taken) EXPECT_FALSE(queue.take().has_room_again) << taken;
  EXPECT_TRUE(queue.take().has_room_again);
  EXPECT_FALSE(queue.take().has_room_again);
}

TEST(EventQueue, IsFullByMemoryToo) {
  EventQueue queue(Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), {.octets = 1 << 20});
  auto large = events(3, std::string(400'000, 'n'));
  queue.add(large);
  EXPECT_EQ(queue.room(), 0U);
  EXPECT_FALSE(queue.take().has_room_again);
  EXPECT_TRUE(queue.take().has_room_again);
  EXPECT_GT(queue.room(), 100U);
}

}  // namespace
}  // namespace zassay::link
