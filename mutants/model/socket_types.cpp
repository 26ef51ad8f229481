#include <zmq.h>

#include "mutants/model/pair.hpp"
#include "mutants/model/pipeline.hpp"
#include "mutants/model/publishing.hpp"
#include "mutants/model/request.hpp"
#include "mutants/model/routing.hpp"
#include "mutants/model/subscribing.hpp"

namespace zassay::model {

std::unique_ptr<Socket> make_socket(Context& context, int type) {
  switch (type) {
    case ZMQ_PAIR:
      return std::make_unique<Pair>(context, type);
    case ZMQ_PUB:
      return std::make_unique<Pub>(context, type);
    case ZMQ_SUB:
      return std::make_unique<Sub>(context, type);
    case ZMQ_REQ:
      return std::make_unique<Request>(context, type);
    case ZMQ_REP:
      return std::make_unique<Reply>(context, type);
    case ZMQ_DEALER:
      return std::make_unique<Dealer>(context, type);
    case ZMQ_ROUTER:
      return std::make_unique<Router>(context, type);
    case ZMQ_PULL:
      return std::make_unique<Pull>(context, type);
    case ZMQ_PUSH:
      return std::make_unique<Push>(context, type);
    case ZMQ_XPUB:
      return std::make_unique<Xpub>(context, type);
    case ZMQ_XSUB:
      return std::make_unique<Xsub>(context, type);
    default:
      return nullptr;
  }
}

}  // namespace zassay::model
