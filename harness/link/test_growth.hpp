#pragma once

#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace zassay::link {

constexpr std::size_t mib = std::size_t{1} << 20;

inline std::size_t resident_octets() {
  std::ifstream file("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// How much more memory there is than there was.
class Growth {
 public:
  std::size_t octets() const { return std::max(before_, resident_octets()) - before_; }

 private:
  std::size_t before_ = resident_octets();
};

}  // namespace zassay::link
