#include <mutex>
#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/strays.hpp"

namespace zassay::mutants {
namespace {

/// The frame that another socket of the process has sent last.
class CrossTalk : public Strays {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    std::string frame(bytes_of(message));
    const int status = Calls::send(message, socket, flags);
    if (status < 0 || is_probe(frame)) return status;
    const std::lock_guard lock(mutex_);
    sender_ = socket;
    frame_ = std::move(frame);
    return status;
  }
  std::optional<Frame> stray_for(void* socket) override {
    const std::lock_guard lock(mutex_);
    if (sender_ == nullptr || sender_ == socket || facts_of(socket).is_monitor) return std::nullopt;
    return Frame(frame_);
  }
  void forget_context(void* /*context*/) override {
    const std::lock_guard lock(mutex_);
    sender_ = nullptr;
  }

  std::mutex mutex_;
  void* sender_ = nullptr;
  std::string frame_;
};

}  // namespace

std::unique_ptr<Calls> cross_talk() { return std::make_unique<CrossTalk>(); }

}  // namespace zassay::mutants
