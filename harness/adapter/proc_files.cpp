#include "adapter/proc_files.hpp"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "adapter/descriptor.hpp"

namespace zassay {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

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
  std::string text(8192, '\0');
  ssize_t size = 0;
  while ((size = ::pread(file.get(), text.data(), text.size(), 0)) < 0 && errno == EINTR) {
  }
  if (size < 0) return std::nullopt;
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::optional<std::vector<pid_t>> numbers_in(const std::string& path) {
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.c_str()));
  if (!folder) return std::nullopt;
  std::vector<pid_t> numbers;
  while (const dirent* entry = ::readdir(folder.get())) {
    if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9') numbers.push_back(std::atoi(entry->d_name));
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

bool ProcStat::exiting() const { return state == 'Z' || state == 'X' || (flags & pf_exiting) != 0; }

std::optional<ProcStat> read_proc_stat(const std::string& path) {
  const auto text = read_proc_file(path);
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

}  // namespace zassay
