#include <map>
#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class Misroute : public Calls {
  struct Routes {
    std::map<std::string, int> sent;  ///< messages by the peer they were for
    bool amid = false;                ///< behind the first frame of a message
  };
  int send(zmq_msg_t* message, void* socket, int flags) override {
    if (facts_of(socket).type != ZMQ_ROUTER) return Calls::send(message, socket, flags);
    Routes& routes = routes_.of(socket);
    const bool first = !routes.amid;
    const std::string peer(bytes_of(message));
    Frame wrong;
    if (first && routes.sent.contains(peer) && ++routes.sent[peer] == 2) {
      for (const auto& [other, count] : routes.sent) {
        if (other != peer) wrong = Frame(other);
      }
    } else if (first) {
      routes.sent.emplace(peer, 1);
    }
    const bool struck = !wrong.bytes().empty();
    const int status = Calls::send(struck ? wrong.get() : message, socket, flags);
    if (status >= 0) routes.amid = (flags & ZMQ_SNDMORE) != 0;
    return status;
  }
  void forget_socket(void* socket) override { routes_.forget(socket); }
  PerSocket<Routes> routes_;
};

}  // namespace

std::unique_ptr<Calls> misroute() { return std::make_unique<Misroute>(); }

}  // namespace zassay::mutants
