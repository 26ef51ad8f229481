#include "adapter/process_resources.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>
#include <vector>

#include "adapter/proc_files.hpp"

namespace zassay {
namespace {

std::string folder_of(pid_t process) { return "/proc/" + std::to_string(process); }

void take_numbers(const std::string& text, std::vector<pid_t>& numbers) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    pid_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error == std::errc{}) numbers.push_back(number);
    at = next == at ? at + 1 : next;
  }
}

/// Children of every thread of the process. Where the kernel does not list them, every process is asked for its parent.
std::vector<pid_t> children_of(pid_t process, const std::vector<pid_t>& threads) {
  std::vector<pid_t> children;
  bool listed = true;
  for (const pid_t thread : threads) {
    const auto text = read_proc_file(folder_of(process) + "/task/" + std::to_string(thread) + "/children");
    if (text) take_numbers(*text, children);
    listed = listed && text;
  }
  if (listed) return children;
  children.clear();
  for (const pid_t other : numbers_in("/proc").value_or(std::vector<pid_t>{})) {
    const auto stat = read_proc_stat(folder_of(other) + "/stat");
    if (stat && stat->parent == process) children.push_back(other);
  }
  return children;
}

std::optional<ProcStat> thread_stat(pid_t process, pid_t thread) {
  return read_proc_stat(folder_of(process) + "/task/" + std::to_string(thread) + "/stat");
}

}  // namespace

Result<ProcessResources> count_resources(pid_t process, pid_t guardian) {
  const auto descriptors = numbers_in(folder_of(process) + "/fd");
  const auto threads = numbers_in(folder_of(process) + "/task");
  const auto siblings = numbers_in(folder_of(guardian) + "/task");
  if (!descriptors || !threads || !siblings || is_exiting(process)) {
    return failure("process-gone", "process " + std::to_string(process) + " cannot be read in /proc: it has ended");
  }
  ProcessResources resources;
  resources.descriptors = static_cast<int>(descriptors->size());
  // A joined thread is still listed for a moment: one that is exiting holds nothing any more.
  resources.threads = static_cast<int>(std::count_if(threads->begin(), threads->end(), [process](pid_t thread) {
    const auto stat = thread_stat(process, thread);
    return stat && !stat->exiting();
  }));
  resources.children = static_cast<int>(children_of(process, *threads).size());
  for (const pid_t sibling : children_of(guardian, *siblings)) {
    const auto stat = read_proc_stat(folder_of(sibling) + "/stat");
    if (sibling != process && stat && !stat->exiting()) ++resources.orphans;
  }
  return resources;
}

bool is_exiting(pid_t process) {
  const auto stat = read_proc_stat(folder_of(process) + "/stat");
  return !stat || stat->exiting();
}

bool is_busy(pid_t process) {
  for (const pid_t thread : numbers_in(folder_of(process) + "/task").value_or(std::vector<pid_t>{})) {
    const auto stat = thread_stat(process, thread);
    if (stat && (stat->state == 'R' || stat->state == 'D')) return true;
  }
  return false;
}

Result<std::uint64_t> resident_bytes(pid_t process) {
  const auto text = read_proc_file(folder_of(process) + "/statm");  // "size resident shared …", in pages
  unsigned long long pages = 0;
  if (!text || std::sscanf(text->c_str(), "%*u %llu", &pages) != 1 || pages == 0) {
    return failure("process-gone", "process " + std::to_string(process) + " cannot be read in /proc: it has ended");
  }
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace zassay
