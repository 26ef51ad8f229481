#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/departures.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// The first message of a ROUTER for another peer than the one before goes to that one once more.
class Misroute : public Departures {
  struct Route {
    std::string previous;  ///< the peer of the message before
    bool struck = false;
  };

  int depart(zmq_msg_t* frame, void* socket, int flags, const Place& place) override {
    if (facts_of(socket).type != ZMQ_ROUTER || place.frame != 0) return Calls::send(frame, socket, flags);
    Route& route = routes_.of(socket);
    const std::string peer(bytes_of(frame));
    const bool strikes = !route.struck && !route.previous.empty() && peer != route.previous;
    Frame wrong(route.previous);
    const int status = Calls::send(strikes ? wrong.get() : frame, socket, flags);
    if (status >= 0) route = {peer, route.struck || strikes};
    return status;
  }

  void forget_socket(void* socket) override {
    routes_.forget(socket);
    Departures::forget_socket(socket);
  }

  PerSocket<Route> routes_;
};

}  // namespace

std::unique_ptr<Calls> misroute() { return std::make_unique<Misroute>(); }

}  // namespace zassay::mutants
