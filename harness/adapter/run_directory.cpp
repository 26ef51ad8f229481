#include "adapter/run_directory.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "adapter/guardian/remove_tree.hpp"

namespace zassay {

Result<RunDirectory> RunDirectory::make(const std::string& parent) {
  const char* named = std::getenv("TMPDIR");
  std::string path = !parent.empty() ? parent : named != nullptr && *named != 0 ? named : "/tmp";
  path += "/zassay-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) {
    return failure("no-directory", "cannot make a temporary folder " + path + ": " + std::strerror(errno));
  }
  const std::string marker = path + "/" + run_marker;
  if (!Descriptor(::open(marker.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600))) {
    const std::string reason = std::strerror(errno);
    ::rmdir(path.c_str());
    return failure("no-directory", "cannot write " + marker + ": " + reason);
  }
  RunDirectory directory;
  directory.path_ = path;
  auto link = start_guardian({}, {}, path);
  if (!link) {
    MarkedFolder folder;
    if (folder.open(path) == 0) folder.remove();
    return tl::unexpected(link.error());
  }
  directory.link_ = std::move(*link);
  // Until the guardian says that it has the folder open, nobody would remove it after us.
  pollfd wait{directory.link_.control.get(), POLLIN, 0};
  while (::poll(&wait, 1, -1) < 0 && errno == EINTR) {
  }
  GuardianReport report;
  if (read_report(wait.fd, report) != ControlState::report || report.word != "watching") {
    return failure("no-guardian", "the guardian of " + path + " did not begin its watch");
  }
  return directory;
}

RunDirectory& RunDirectory::operator=(RunDirectory&& other) noexcept {
  if (this != &other) {
    remove();
    path_ = std::move(other.path_);
    link_ = std::move(other.link_);
  }
  return *this;
}

RunDirectory::~RunDirectory() { remove(); }

void RunDirectory::remove() {
  if (!link_.control) return;
  link_.control.reset();  // to the guardian this is the end of the run
  while (::waitpid(link_.guardian, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace zassay
