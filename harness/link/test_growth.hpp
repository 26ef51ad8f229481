#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstdint>
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

// Sanitizers keep what was freed for a while, and shadows of what is used: with them only a flood is seen.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t of_sanitizer = 1024 * mib;
#else
constexpr std::size_t of_sanitizer = 0;
#endif

/// More than 32 bits count. ThreadSanitizer looks at each octet that a system call moves: there it is less.
#if defined(__SANITIZE_THREAD__)
constexpr std::uint64_t much_octets = 500'000'000;
#else
constexpr std::uint64_t much_octets = 4'500'000'000;
#endif

/// How much more memory there is than there was.
class Growth {
 public:
  std::size_t octets() const { return std::max(before_ + of_sanitizer, resident_octets()) - before_ - of_sanitizer; }

 private:
  std::size_t before_ = resident_octets();
};

}  // namespace zassay::link
