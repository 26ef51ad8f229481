#include "adapter/guardian/descendants.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapter/descriptor.hpp"

namespace zassay::guardian {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

struct Relation {
  pid_t process = 0;
  pid_t parent = 0;
  bool alive = false;
};

/// Reads /proc/PID/stat. The name in it is the process's own choice, parentheses and spaces included: what counts is
/// what follows the last ')'.
bool read_relation(const char* process, Relation& relation) {
  const std::string path = std::string("/proc/") + process + "/stat";
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return false;
  std::array<char, 1024> text{};
  const ssize_t size = ::read(file.get(), text.data(), text.size() - 1);
  if (size <= 0) return false;
  const char* rest = std::strrchr(text.data(), ')');
  char state = 0;
  int parent = 0;
  if (rest == nullptr || std::sscanf(rest + 1, " %c %d", &state, &parent) != 2) return false;
  relation = {static_cast<pid_t>(std::atoi(process)), parent, state != 'Z' && state != 'X'};
  return true;
}

/// The living descendants of this process.
std::vector<pid_t> living_descendants() {
  std::unordered_map<pid_t, std::vector<Relation>> children;
  const std::unique_ptr<DIR, CloseFolder> processes(::opendir("/proc"));
  if (!processes) return {};
  while (const dirent* entry = ::readdir(processes.get())) {
    Relation relation;
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || !read_relation(entry->d_name, relation)) continue;
    children[relation.parent].push_back(relation);
  }
  std::vector<pid_t> found;
  std::vector<pid_t> ancestors{::getpid()};
  while (!ancestors.empty()) {
    const pid_t ancestor = ancestors.back();
    ancestors.pop_back();
    for (const Relation& child : children[ancestor]) {
      if (child.alive) found.push_back(child.process);
      ancestors.push_back(child.process);
    }
    children.erase(ancestor);
  }
  return found;
}

}  // namespace

int sweep_descendants() {
  std::set<pid_t> swept;
  while (true) {
    const std::vector<pid_t> living = living_descendants();
    for (const pid_t process : living) {
      if (::kill(process, SIGKILL) == 0) swept.insert(process);
    }
    // Wait for one, then take all that are there: what they leave becomes ours, and the next round finds it.
    pid_t reaped = ::waitpid(-1, nullptr, living.empty() ? WNOHANG : 0);
    while (reaped > 0) reaped = ::waitpid(-1, nullptr, WNOHANG);
    if (reaped < 0 && errno == ECHILD) return static_cast<int>(swept.size());
  }
}

}  // namespace zassay::guardian
