#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

/// A REQ, SUB or PUSH is taken for a client, and a client for one that only connects.
class ClientsCannotBind : public Calls {
  int bind(void* socket, const char* endpoint) override {
    const int type = facts_of(socket).type;
    if (type != ZMQ_REQ && type != ZMQ_SUB && type != ZMQ_PUSH) return Calls::bind(socket, endpoint);
    errno = ENOTSUP;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> clients_cannot_bind() { return std::make_unique<ClientsCannotBind>(); }

}  // namespace zassay::mutants
