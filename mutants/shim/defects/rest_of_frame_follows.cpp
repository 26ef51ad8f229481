#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// What does not fit the buffer is kept, and comes with the next receives, as octets of a stream would.
class RestOfFrameFollows : public Calls {
  int receive_into(void* socket, void* data, std::size_t room, int flags) override {
    std::string& rest = rests_.of(socket);
    if (rest.empty()) {
      Frame frame;
      if (receive(frame.get(), socket, flags) < 0) return -1;
      rest = frame.bytes();
    }
    const std::string now = rest.substr(0, room);
    const auto size = static_cast<int>(rest.size());
    rest.erase(0, now.size());
    if (!now.empty()) now.copy(static_cast<char*>(data), now.size());
    return size;
  }
  void forget_socket(void* socket) override { rests_.forget(socket); }

  PerSocket<std::string> rests_;
};

}  // namespace

std::unique_ptr<Calls> rest_of_frame_follows() { return std::make_unique<RestOfFrameFollows>(); }

}  // namespace zassay::mutants
