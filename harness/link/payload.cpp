#include "link/payload.hpp"

#include <algorithm>
#include <cstring>

namespace zassay::link {

Payload::Payload(std::string octets) : octets_(octets.size()) {
  if (octets_ > 0) parts_.push_back({std::move(octets), 0, octets_});
}

Payload Payload::repeated(std::string pattern, std::uint64_t octets) {
  Payload made;
  if (octets == 0) return made;
  if (pattern.empty()) pattern.assign(1, '\0');
  // A longer pattern lets copy() take more at once.
  constexpr std::size_t handy_octets = 4096;
  const std::size_t once = pattern.size();
  while (pattern.size() < handy_octets && pattern.size() < octets) pattern.append(pattern, 0, once);
  made.parts_.push_back({std::move(pattern), 0, octets});
  made.octets_ = octets;
  return made;
}

Payload& Payload::append(const Payload& behind) {
  const std::vector<Part> parts = behind.parts_;  // it may be this one
  for (Part part : parts) {
    part.begin = octets_;
    octets_ += part.octets;
    parts_.push_back(std::move(part));
  }
  return *this;
}

std::size_t Payload::copy(std::uint64_t offset, std::span<char> into) const {
  std::size_t done = 0;
  auto part = std::upper_bound(parts_.begin(), parts_.end(), offset,
                               [](std::uint64_t at, const Part& candidate) { return at < candidate.begin; });
  if (part != parts_.begin()) --part;
  for (; part != parts_.end() && done < into.size(); ++part) {
    std::uint64_t at = offset + done - part->begin;
    while (at < part->octets && done < into.size()) {
      const std::size_t from = at % part->pattern.size();
      const std::size_t count = static_cast<std::size_t>(
          std::min<std::uint64_t>({part->pattern.size() - from, into.size() - done, part->octets - at}));
      std::memcpy(into.data() + done, part->pattern.data() + from, count);
      done += count;
      at += count;
    }
  }
  return done;
}

}  // namespace zassay::link
