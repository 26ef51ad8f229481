#include "adapter/guardian/remove_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>

namespace zassay {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int depth_limit = 200;  // each level holds a descriptor open

bool is_dots(const char* name) { return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0)); }

int remove_entry(int parent, const char* name, int depth, int& removed);

/// Removes what is in the folder; counts into `removed`. Returns 0 or the first errno that was not ENOENT.
int remove_contents(int folder, int depth, int& removed) {
  if (depth > depth_limit) return ELOOP;
  const int copy = ::openat(folder, ".", folder_flags);
  if (copy < 0) return errno == ENOENT ? 0 : errno;
  const std::unique_ptr<DIR, CloseFolder> list(::fdopendir(copy));
  if (!list) return errno;
  int first_error = 0;
  while (const dirent* entry = ::readdir(list.get())) {
    if (is_dots(entry->d_name)) continue;
    const int error = remove_entry(::dirfd(list.get()), entry->d_name, depth, removed);
    if (first_error == 0) first_error = error;
  }
  return first_error;
}

int remove_entry(int parent, const char* name, int depth, int& removed) {
  if (::unlinkat(parent, name, 0) == 0) return ++removed, 0;
  if (errno == ENOENT) return 0;
  if (errno != EISDIR && errno != EPERM) return errno;
  int number = ::openat(parent, name, folder_flags);
  if (number < 0 && errno == EACCES && ::fchmodat(parent, name, S_IRWXU, 0) == 0) {
    number = ::openat(parent, name, folder_flags);
  }
  if (number < 0) return errno == ENOENT ? 0 : errno;
  const Descriptor child(number);
  ::fchmod(number, S_IRWXU);  // an adapter may have taken the write permission away
  const int error = remove_contents(number, depth + 1, removed);
  if (::unlinkat(parent, name, AT_REMOVEDIR) == 0) return ++removed, 0;
  return errno == ENOENT ? 0 : (error != 0 ? error : errno);
}

}  // namespace

int MarkedFolder::open(const std::string& path) {
  std::unique_ptr<char, decltype(&::free)> whole(::realpath(path.c_str(), nullptr), &::free);
  if (!whole) return errno;
  Descriptor folder(::open(whole.get(), folder_flags));
  if (!folder) return errno;
  struct stat marker {};
  if (::fstatat(folder.get(), run_marker, &marker, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(marker.st_mode)) return ENOKEY;
  struct stat self {};
  if (::fstat(folder.get(), &self) != 0) return errno;
  folder_ = std::move(folder);
  path_ = whole.get();
  device_ = self.st_dev;
  inode_ = self.st_ino;
  return 0;
}

int MarkedFolder::remove() {
  if (!folder_) return EBADF;
  // A process that another guardian has not ended yet may still be writing here: go on as long as there is progress.
  // What it writes later is removed by that guardian.
  while (true) {
    int removed = 0;
    const int error = remove_contents(folder_.get(), 0, removed);
    struct stat now {};
    if (::lstat(path_.c_str(), &now) != 0) return errno == ENOENT ? 0 : errno;
    if (now.st_dev != device_ || now.st_ino != inode_) return 0;
    if (::rmdir(path_.c_str()) == 0 || errno == ENOENT) return 0;
    const int rmdir_error = errno;
    if (removed == 0) return error != 0 ? error : rmdir_error;
  }
}

}  // namespace zassay
