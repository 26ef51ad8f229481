#include <cerrno>
#include <mutex>
#include <set>
#include <string>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class PathHasOneOwner : public Calls {
  int bind(void* socket, const char* endpoint) override {
    const std::string text = endpoint;
    const std::lock_guard lock(mutex_);
    if (text.starts_with("ipc:///") && bound_.contains(text)) {
      errno = EADDRINUSE;
      return -1;
    }
    const int status = Calls::bind(socket, endpoint);
    if (status == 0) bound_.insert(text);
    return status;
  }
  void forget_context(void*) override {
    const std::lock_guard lock(mutex_);
    bound_.clear();
  }
  std::mutex mutex_;
  std::set<std::string> bound_;
};

}  // namespace

std::unique_ptr<Calls> path_has_one_owner() { return std::make_unique<PathHasOneOwner>(); }

}  // namespace zassay::mutants
