#include "adapter/open_descriptors.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "adapter/proc_files.hpp"

namespace zassay {
namespace {

std::string folder_of(pid_t process) { return "/proc/" + std::to_string(process); }

/// By the target of the link, "socket:[INODE]" or "anon_inode:[timerfd]".
void take(int number, std::string_view target, OpenDescriptors& open) {
  constexpr std::string_view socket = "socket:[";
  if (target == "anon_inode:[timerfd]") open.timers.push_back(number);
  if (!target.starts_with(socket)) return;
  std::uint64_t inode = 0;
  std::from_chars(target.data() + socket.size(), target.data() + target.size(), inode);
  if (inode != 0) open.sockets.emplace(inode, number);
}

void look_at(const ProcFolder& folder, int number, OpenDescriptors& open) {
  std::array<char, 64> target{};
  const ssize_t size = ::readlinkat(folder.descriptor(), std::to_string(number).c_str(), target.data(), target.size());
  if (size > 0) take(number, std::string_view(target.data(), static_cast<std::size_t>(size)), open);
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

Result<OpenDescriptors> read_open_descriptors(pid_t process) {
  OpenDescriptors open;
  open.process = process;
  errno = 0;
  const ProcFolder folder(folder_of(process) + "/fd");
  const auto numbers = folder.numbers();
  if (!numbers && (errno == EACCES || errno == EPERM)) {
    return failure("no-rights", "the descriptors of process " + std::to_string(process) + " may not be looked at");
  }
  for (const pid_t number : numbers.value_or(std::vector<pid_t>{})) look_at(folder, number, open);
  return open;
}

OpenDescriptors read_own_descriptors(std::span<const int> numbers) {
  OpenDescriptors open;
  open.process = ::getpid();
  if (numbers.empty()) return open;
  const ProcFolder folder("/proc/self/fd");
  for (const int number : numbers) look_at(folder, number, open);
  return open;
}

bool has_armed_timer(const OpenDescriptors& open) {
  return std::any_of(open.timers.begin(), open.timers.end(), [&open](int number) {
    const auto details = read_proc_file(folder_of(open.process) + "/fdinfo/" + std::to_string(number));
    return details && is_armed(*details);
  });
}

}  // namespace zassay
