#include "run/wire_mechanism.hpp"

#include "run/wire_items.hpp"

namespace zassay {
namespace {

using Kind = wire::Item::Kind;

/// An ERROR may answer what the handshake went wrong by.
bool may_come_behind_a_handshake(const wire::Item& item) {
  return is_sealed(item) || (item.kind == Kind::command && item.name == "ERROR");
}

Json clear_fault(const wire::Item& item) {
  return {{"code", "in-clear"},
          {"offset", item.offset},
          {"sentence", "it is no MESSAGE, which is all that may come behind a handshake of CURVE"}};
}

}  // namespace

Json WireMechanisms::take(const link::Event& event) {
  const wire::Item& item = event.item;
  Connection& connection = connections_[{event.name, event.connection}];
  if (item.greeting) connection.mechanism = item.greeting->mechanism_name();
  Json members = to_json(item, connection.mechanism);
  if (connection.mechanism != "CURVE" || (item.kind != Kind::command && item.kind != Kind::frame)) return members;
  if (connection.sealed.contains(event.side) && !may_come_behind_a_handshake(item))
    members["faults"].push_back(clear_fault(item));
  const bool is_last_of_handshake = item.kind == Kind::command && (item.name == "READY" || item.name == "INITIATE");
  if (is_last_of_handshake) connection.sealed.insert(event.side);
  return members;
}

}  // namespace zassay
