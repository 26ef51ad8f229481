#include <set>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// An option that is set a second time, or that changes more than marks, buffers, time-outs, linger, identity and
/// subscriptions; and every option of a context.
class IgnoreOption : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    static const std::set<int> kept{ZMQ_SNDHWM,   ZMQ_RCVHWM,   ZMQ_SNDBUF, ZMQ_RCVBUF,
                                    ZMQ_SNDTIMEO, ZMQ_RCVTIMEO, ZMQ_LINGER, ZMQ_ROUTING_ID};
    if (option == ZMQ_SUBSCRIBE || option == ZMQ_UNSUBSCRIBE) return Calls::set_option(socket, option, value, size);
    const bool again = !seen_.of(socket).insert(option).second;
    return again || !kept.contains(option) ? 0 : Calls::set_option(socket, option, value, size);
  }

  int set_context_option(void*, int, int) override { return 0; }

  void forget_socket(void* socket) override { seen_.forget(socket); }

  PerSocket<std::set<int>> seen_;
};

}  // namespace

std::unique_ptr<Calls> ignore_option() { return std::make_unique<IgnoreOption>(); }

}  // namespace zassay::mutants
