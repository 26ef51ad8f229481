#include "adapters/libzmq/operations.hpp"

#include <utility>

namespace zassay::libzmq {
namespace {

constexpr std::pair<std::string_view, Operation> operations[] = {
    {"context.term", context_term},
    {"open", socket_open},
    {"close", socket_close},
    {"give", socket_give},
    {"take", socket_take},
    {"bind", socket_bind},
    {"connect", socket_connect},
    {"unbind", socket_unbind},
    {"disconnect", socket_disconnect},
    {"set", socket_set},
    {"get", socket_get},
    {"monitor", socket_monitor},
    {"null.call", null_call},
    {"errno", last_error},
    {"send", socket_send},
    {"recv", socket_recv},
    {"relay", socket_relay},
    {"poll", socket_poll},
    {"proxy", socket_proxy},
    {"timers", timers_call},
    {"pipe.open", pipe_open},
    {"pipe.close", pipe_close},
    {"pipe.write", pipe_write},
    {"pipe.read", pipe_read},
    {"message.init", message_init},
    {"message.init_size", message_init_size},
    {"message.init_data", message_init_data},
    {"message.close", message_close},
    {"message.copy", message_copy},
    {"message.move", message_move},
    {"message.size", message_size},
    {"message.data", message_data},
    {"message.constant", message_constant},
    {"message.more", message_more},
    {"message.get", message_get},
    {"message.set", message_set},
    {"message.gets", message_gets},
    {"message.send", message_send},
    {"message.recv", message_recv},
};

}  // namespace

Operation find_operation(std::string_view name) {
  for (const auto& [known, operation] : operations) {
    if (known == name) return operation;
  }
  return nullptr;
}

}  // namespace zassay::libzmq
