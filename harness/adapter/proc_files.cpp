#include "adapter/proc_files.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "adapter/descriptor.hpp"

namespace zassay {
namespace {

/// The head of an entry as getdents64 gives it; its name follows (getdents(2)).
struct Entry {
  std::uint64_t inode;
  std::int64_t offset;
  std::uint16_t size;
  std::uint8_t type;
};
constexpr std::size_t name_offset = 19;

void take_numbers(std::string_view entries, std::vector<pid_t>& numbers) {
  while (entries.size() > name_offset) {
    Entry entry;
    std::memcpy(&entry, entries.data(), name_offset);
    const char* const name = entries.data() + name_offset;
    if (*name >= '0' && *name <= '9') numbers.push_back(std::atoi(name));
    entries.remove_prefix(entry.size);
  }
}

constexpr unsigned long pf_exiting = 0x4;  // include/linux/sched.h; the position is documented by proc(5)

}  // namespace

std::optional<std::string> read_proc_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return std::nullopt;
  std::string text;
  std::size_t used = 0;
  while (true) {
    text.resize(used + 4096);
    const ssize_t size = ::read(file.get(), text.data() + used, 4096);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return std::nullopt;
    used += static_cast<std::size_t>(size);
    if (size == 0) break;
  }
  text.resize(used);
  return text;
}

std::optional<std::string> read_proc_record(const Descriptor& file) {
  std::array<char, 8192> text;
  ssize_t size = 0;
  while ((size = ::pread(file.get(), text.data(), text.size(), 0)) < 0 && errno == EINTR) {
  }
  if (size < 0) return std::nullopt;
  return std::string(text.data(), static_cast<std::size_t>(size));
}

ProcFolder::ProcFolder(const std::string& path) : folder_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {}

std::optional<std::vector<pid_t>> ProcFolder::numbers() const {
  if (!folder_ || ::lseek(folder_.get(), 0, SEEK_SET) != 0) return std::nullopt;
  std::vector<pid_t> numbers;
  std::array<char, 4096> buffer;
  while (true) {
    const long size = ::syscall(SYS_getdents64, folder_.get(), buffer.data(), buffer.size());
    if (size < 0) return std::nullopt;
    if (size == 0) break;
    take_numbers({buffer.data(), static_cast<std::size_t>(size)}, numbers);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::optional<std::vector<pid_t>> numbers_in(const std::string& path) { return ProcFolder(path).numbers(); }

bool ProcStat::exiting() const { return state == 'Z' || state == 'X' || (flags & pf_exiting) != 0; }

namespace {

std::optional<ProcStat> parse_stat(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  // The name is the process's own choice, parentheses and spaces included: what counts follows the last ')'.
  const std::size_t end = text->rfind(')');
  if (end == std::string::npos) return std::nullopt;
  ProcStat stat;
  if (std::sscanf(text->c_str() + end + 1, " %c %d %*d %*d %*d %*d %lu", &stat.state, &stat.parent, &stat.flags) != 3) {
    return std::nullopt;
  }
  return stat;
}

}  // namespace

std::optional<ProcStat> read_proc_stat(const std::string& path) { return parse_stat(read_proc_file(path)); }

std::optional<ProcStat> read_proc_stat(const Descriptor& file) { return parse_stat(read_proc_record(file)); }

}  // namespace zassay
