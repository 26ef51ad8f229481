#include <atomic>
#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// All threads have one error number: that of the call that failed last on any of them.
class ErrnoShared : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override { return noted(Calls::send(message, socket, flags)); }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return noted(Calls::receive(message, socket, flags));
  }
  int bind(void* socket, const char* endpoint) override { return noted(Calls::bind(socket, endpoint)); }
  int unbind(void* socket, const char* endpoint) override { return noted(Calls::unbind(socket, endpoint)); }
  int error_number() override {
    const int shared = shared_.load();
    return shared != 0 && is_of_a_call_ ? shared : Calls::error_number();
  }
  int noted(int status) {
    is_of_a_call_ = status < 0;
    if (status < 0) shared_ = errno;
    return status;
  }
  static thread_local bool is_of_a_call_;  ///< it is one of these calls that failed on this thread
  std::atomic<int> shared_ = 0;
};
thread_local bool ErrnoShared::is_of_a_call_ = false;

}  // namespace

std::unique_ptr<Calls> errno_shared() { return std::make_unique<ErrnoShared>(); }

}  // namespace zassay::mutants
