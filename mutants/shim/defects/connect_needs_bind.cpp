#include <cerrno>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// As libzmq before 4.0 had it over inproc.
class ConnectNeedsBind : public Calls {
  int bind(void* socket, const char* endpoint) override {
    const int status = Calls::bind(socket, endpoint);
    const std::lock_guard lock(mutex_);
    if (status == 0) bound_.insert(endpoint);
    return status;
  }
  int connect(void* socket, const char* endpoint) override {
    {
      const std::lock_guard lock(mutex_);
      if (std::string_view(endpoint).starts_with("inproc://") && !bound_.contains(endpoint)) return refused();
    }
    return Calls::connect(socket, endpoint);
  }
  void forget_context(void*) override {
    const std::lock_guard lock(mutex_);
    bound_.clear();
  }
  static int refused() {
    errno = ECONNREFUSED;
    return -1;
  }
  std::mutex mutex_;
  std::set<std::string> bound_;
};

}  // namespace

std::unique_ptr<Calls> connect_needs_bind() { return std::make_unique<ConnectNeedsBind>(); }

}  // namespace zassay::mutants
