#include "adapter/guardian_link.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

extern char** environ;

namespace zassay {
namespace {

/// Two connected ends; `theirs` is inherited by the guardian only through its file actions.
struct Ends {
  Descriptor ours;
  Descriptor theirs;
};

/// Moves a descriptor above those that the file actions assign, so that no assignment overwrites a later source.
Descriptor lifted(int number) {
  if (number > 3) return Descriptor(number);
  const Descriptor low(number);
  return Descriptor(::fcntl(low.get(), F_DUPFD_CLOEXEC, 4));
}

bool make_pipe(Ends& ends, bool we_write) {
  int numbers[2];
  if (::pipe2(numbers, O_CLOEXEC) != 0) return false;
  ends.ours = lifted(numbers[we_write ? 1 : 0]);
  ends.theirs = lifted(numbers[we_write ? 0 : 1]);
  return ends.ours && ends.theirs && ::fcntl(ends.ours.get(), F_SETFL, O_NONBLOCK) == 0;
}

bool make_control(Ends& ends) {
  int numbers[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, numbers) != 0) return false;
  ends.ours = lifted(numbers[0]);
  ends.theirs = lifted(numbers[1]);
  return ends.ours && ends.theirs && ::fcntl(ends.ours.get(), F_SETFL, O_NONBLOCK) == 0;
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> result;
  result.reserve(words.size() + 1);
  for (const std::string& word : words) result.push_back(const_cast<char*>(word.c_str()));
  result.push_back(nullptr);
  return result;
}

/// The runner's environment with the additions in place of what they replace.
std::vector<std::string> environment_with(const std::vector<std::string>& additions) {
  std::vector<std::string> result(additions);
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const std::string_view name = text.substr(0, text.find('='));
    bool replaced = false;
    for (const std::string& addition : additions) {
      replaced = replaced || std::string_view(addition).substr(0, addition.find('=')) == name;
    }
    if (!replaced) result.emplace_back(text);
  }
  return result;
}

/// RAII around what posix_spawn wants: a session of its own (a terminal's Ctrl-C is the runner's to handle), default
/// signals, nothing blocked.
class SpawnSettings {
 public:
  SpawnSettings() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    sigset_t signals;
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    ::sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&attributes_, &signals);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
  }
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  void assign(const Descriptor& source, int target) {
    if (source) ::posix_spawn_file_actions_adddup2(&actions_, source.get(), target);
  }
  int spawn(pid_t* process, const std::string& path, char* const* words, char* const* environment) {
    return ::posix_spawn(process, path.c_str(), &actions_, &attributes_, words, environment);
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

std::vector<std::string> guardian_words(const std::string& guardian, const std::vector<std::string>& command,
                                        const std::string& remove_directory) {
  std::vector<std::string> words{guardian};
  if (!remove_directory.empty()) words.insert(words.end(), {"--remove", remove_directory});
  if (!command.empty()) words.emplace_back("--");
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

}  // namespace

Result<std::string> find_guardian() {
  std::string path;
  if (const char* named = std::getenv("ZASSAY_GUARDIAN"); named != nullptr && *named != 0) {
    path = named;
  } else {
    std::array<char, PATH_MAX> self{};
    const ssize_t size = ::readlink("/proc/self/exe", self.data(), self.size());
    if (size <= 0) return failure("no-guardian", "cannot read /proc/self/exe to find zassay-guardian beside it");
    path.assign(self.data(), static_cast<std::size_t>(size));
    path.replace(path.rfind('/') + 1, std::string::npos, "zassay-guardian");
  }
  if (::access(path.c_str(), X_OK) == 0) return path;
  return failure("no-guardian", "the program " + path + " cannot be executed (" + std::strerror(errno) +
                                    "): build zassay-guardian, or name it in ZASSAY_GUARDIAN");
}

Result<GuardianLink> start_guardian(const std::vector<std::string>& command,
                                    const std::vector<std::string>& environment, const std::string& remove_directory) {
  const auto guardian = find_guardian();
  if (!guardian) return tl::unexpected(guardian.error());
  Ends control, input, output, error;
  const bool streams =
      command.empty() || (make_pipe(input, true) && make_pipe(output, false) && make_pipe(error, false));
  if (!streams || !make_control(control)) {
    return failure("not-started", std::string("cannot make pipes for an adapter: ") + std::strerror(errno));
  }
  SpawnSettings settings;
  settings.assign(input.theirs, STDIN_FILENO);
  settings.assign(output.theirs, STDOUT_FILENO);
  settings.assign(error.theirs, STDERR_FILENO);
  settings.assign(control.theirs, 3);
  const std::vector<std::string> words = guardian_words(*guardian, command, remove_directory);
  const std::vector<std::string> variables = environment_with(environment);
  GuardianLink link;
  const int status = settings.spawn(&link.guardian, *guardian, pointers(words).data(), pointers(variables).data());
  if (status != 0) return failure("not-started", "cannot start " + *guardian + ": " + std::strerror(status));
  link.control = std::move(control.ours);
  link.input = std::move(input.ours);
  link.output = std::move(output.ours);
  link.error = std::move(error.ours);
  return link;
}

ControlState read_report(int control, GuardianReport& report) {
  std::array<char, 64> text{};
  const ssize_t size = ::recv(control, text.data(), text.size() - 1, MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return ControlState::nothing;
  if (size <= 0) return ControlState::ended;
  const std::string words(text.data(), static_cast<std::size_t>(size));
  const std::size_t space = words.find(' ');
  report.word = words.substr(0, space);
  report.number = space == std::string::npos ? 0 : std::atoi(words.c_str() + space);
  return ControlState::report;
}

void send_order(int control, std::string_view order) {
  [[maybe_unused]] const ssize_t size = ::send(control, order.data(), order.size(), MSG_NOSIGNAL);
}

}  // namespace zassay
