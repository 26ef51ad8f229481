#include <cerrno>
#include <map>
#include <mutex>
#include <optional>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// What the caller gave, by the buffer.
struct Release {
  zmq_free_fn* function;
  void* hint;
};

/// A send that fails calls the free function; the message keeps its content, and its end calls it again.
class FailedSendFrees : public Calls {
  int message_init_data(zmq_msg_t* message, void* data, std::size_t size, zmq_free_fn* function, void* hint) override {
    const int status = Calls::message_init_data(message, data, size, function, hint);
    const std::lock_guard lock(mutex_);
    if (status == 0 && function != nullptr) releases_[data] = {function, hint};
    return status;
  }

  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::send(message, socket, flags);
    const int problem = errno;
    if (status < 0) release(real().zmq_msg_data(message));
    errno = problem;
    return status;
  }

  void release(void* data) {
    std::optional<Release> found;
    {
      const std::lock_guard lock(mutex_);
      if (const auto place = releases_.find(data); place != releases_.end()) found = place->second;
    }
    if (found) found->function(data, found->hint);
  }

  std::mutex mutex_;
  std::map<void*, Release> releases_;
};

}  // namespace

std::unique_ptr<Calls> failed_send_frees() { return std::make_unique<FailedSendFrees>(); }

}  // namespace zassay::mutants
