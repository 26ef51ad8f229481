#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// The size is kept in 16 bits.
class CutAt65535 : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    constexpr std::size_t most = 65535;
    const std::string_view whole = bytes_of(message);
    if (whole.size() <= most) return Calls::send(message, socket, flags);
    Frame cut(whole.substr(0, most));
    return Calls::send(cut.get(), socket, flags) < 0 ? -1 : swallowed(message);
  }
};

}  // namespace

std::unique_ptr<Calls> cut_at_65535() { return std::make_unique<CutAt65535>(); }

}  // namespace zassay::mutants
