#include "cli/output_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <system_error>

namespace zassay {
namespace {

namespace fs = std::filesystem;

constexpr const char* earlier = "histories.earlier";

tl::unexpected<Error> unwritable(const std::string& what, const std::error_code& error) {
  return failure("unwritable", what + ": " + error.message());
}

Result<void> set_aside(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path / earlier, error);
  if (!error && fs::exists(path / "histories", error)) fs::rename(path / "histories", path / earlier, error);
  if (error) return unwritable("cannot replace " + (path / "histories").string(), error);
  return {};
}

}  // namespace

Result<OutputFolder> OutputFolder::claim(const fs::path& path, std::initializer_list<const char*> files) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return unwritable("cannot make the folder " + path.string(), error);
  Descriptor lock(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock) return unwritable("cannot open the folder " + path.string(), {errno, std::generic_category()});
  // A file system without locks, as some over a network are, does not keep anybody from running.
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return failure("in-use", "another run is writing to " + path.string() + ": wait for it, or give --out FOLDER");
  }
  for (const char* ours : files) {
    fs::remove_all(path / ours, error);
    if (error) return unwritable("cannot replace " + (path / ours).string(), error);
  }
  if (const auto done = set_aside(path); !done) return tl::unexpected(done.error());
  return OutputFolder(path, std::move(lock));
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (lock_) fs::remove_all(path_ / earlier, ignored);
}

}  // namespace zassay
