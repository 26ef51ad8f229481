#pragma once

#include "mutants/model/socket.hpp"

namespace zassay::model {

/// zmq_proxy(3): passes whole messages on both ways, and a copy of each to `capture` if there is one, until the context
/// ends or a signal comes; the error number (API-PROXY-01 to -03).
int proxy(Socket& frontend, Socket& backend, Socket* capture);

}  // namespace zassay::model
