#include "adapter/timer_descriptors.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>

#include "adapter/proc_files.hpp"

namespace zassay {
namespace {

bool is_timer(const std::string& descriptor) {
  std::array<char, 32> target{};
  const ssize_t size = ::readlink(descriptor.c_str(), target.data(), target.size());
  return size > 0 && std::string_view(target.data(), static_cast<std::size_t>(size)) == "anon_inode:[timerfd]";
}

/// proc(5): "it_value: (seconds, nanoseconds)" is what is left; both are 0 in a timer that is not armed.
bool is_armed(const std::string& details) {
  const std::size_t at = details.find("\nit_value:");
  long long seconds = 0, nanoseconds = 0;
  if (at == std::string::npos) return true;  // a kernel that does not tell proves nothing
  const int fields = std::sscanf(details.c_str() + at, "\nit_value: (%lld, %lld)", &seconds, &nanoseconds);
  return fields != 2 || seconds != 0 || nanoseconds != 0;
}

}  // namespace

Result<bool> has_armed_timer(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process);
  errno = 0;
  const auto numbers = numbers_in(folder + "/fd");
  if (!numbers && (errno == EACCES || errno == EPERM)) {
    return failure("no-rights", "the descriptors of process " + std::to_string(process) + " may not be looked at");
  }
  for (const pid_t number : numbers.value_or(std::vector<pid_t>{})) {
    if (!is_timer(folder + "/fd/" + std::to_string(number))) continue;
    const auto details = read_proc_file(folder + "/fdinfo/" + std::to_string(number));
    if (details && is_armed(*details)) return true;
  }
  return false;
}

}  // namespace zassay
