#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A second message that shares the content, and that nobody closes, keeps it for ever.
class DroppedAndKept : public Calls {
 public:
  int send(zmq_msg_t* message, void* socket, int flags) override {
    constexpr std::size_t big_bytes = std::size_t{32} * 1024;
    if (message_size(message) >= big_bytes) {
      zmq_msg_t kept;
      real().zmq_msg_init(&kept);
      message_copy(&kept, message);
    }
    return Calls::send(message, socket, flags);
  }
};

}  // namespace

std::unique_ptr<Calls> dropped_and_kept() { return std::make_unique<DroppedAndKept>(); }

}  // namespace zassay::mutants
