#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A call that gives up because it would have to wait fails with EBUSY: a socket's first receive that does so, and its
/// sends but the first.
class EagainWrongErrno : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::send(message, socket, flags), sends_, socket, [](int number) { return number > 1; });
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::receive(message, socket, flags), receives_, socket, [](int number) { return number == 1; });
  }
  template <typename Choice>
  static int struck(int status, PerSocket<int>& refused, void* socket, Choice choice) {
    if (status >= 0 || errno != EAGAIN) return status;
    errno = choice(++refused.of(socket)) ? EBUSY : EAGAIN;
    return status;
  }
  void forget_socket(void* socket) override {
    sends_.forget(socket);
    receives_.forget(socket);
  }
  PerSocket<int> sends_;
  PerSocket<int> receives_;
};

}  // namespace

std::unique_ptr<Calls> eagain_wrong_errno() { return std::make_unique<EagainWrongErrno>(); }

}  // namespace zassay::mutants
