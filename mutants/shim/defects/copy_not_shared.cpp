#include <cstring>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// A copy has a buffer of its own, and the one that it should share does not live as long as it.
class CopyNotShared : public Calls {
  int message_copy(zmq_msg_t* destination, zmq_msg_t* source) override {
    const std::string_view bytes = bytes_of(source);
    zmq_msg_t own;
    if (real().zmq_msg_init_size(&own, bytes.size()) != 0) return -1;
    if (!bytes.empty()) std::memcpy(real().zmq_msg_data(&own), bytes.data(), bytes.size());
    return real().zmq_msg_move(destination, &own);
  }
};

}  // namespace

std::unique_ptr<Calls> copy_not_shared() { return std::make_unique<CopyNotShared>(); }

}  // namespace zassay::mutants
