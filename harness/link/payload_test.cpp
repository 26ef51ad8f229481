#include "link/payload.hpp"

#include <gtest/gtest.h>

namespace zassay::link {
namespace {

std::string octets_of(const Payload& payload, std::uint64_t offset, std::size_t count) {
  std::string octets(count, '?');
  octets.resize(payload.copy(offset, octets));
  return octets;
}

TEST(Payload, IsItsPartsOneBehindTheOther) {
  Payload payload("head");
  payload.append(Payload::repeated("xyz", 7)).append(std::string("\0tail", 5)).append("");
  const std::string all = std::string("headxyzxyzx\0tail", 16);
  EXPECT_EQ(payload.octets(), all.size());
  for (std::size_t offset = 0; offset <= all.size() + 1; ++offset) {
    for (std::size_t count = 0; count <= all.size() + 1; ++count) {
      EXPECT_EQ(octets_of(payload, offset, count), offset > all.size() ? "" : all.substr(offset, count));
    }
  }
  EXPECT_EQ(octets_of(payload.append(payload), 14, 6), "ilhead");
}

TEST(Payload, CanBeLongerThanMemory) {
  Payload payload = Payload::repeated("0123456789", UINT64_MAX - 8);
  EXPECT_EQ(octets_of(payload, 10'000'000'000'000'000'004U, 4), "4567");
  payload.append("end");
  EXPECT_EQ(octets_of(payload, UINT64_MAX - 10, 9), "56end");
  EXPECT_EQ(octets_of(Payload::repeated("", 3), 0, 9), std::string(3, '\0'));
  EXPECT_EQ(Payload().octets(), 0U);
}

}  // namespace
}  // namespace zassay::link
