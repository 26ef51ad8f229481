#include "run/wire_mechanism.hpp"

#include <array>

#include "run/wire_items.hpp"

namespace zassay {
namespace {

using Kind = wire::Item::Kind;

Json clear_fault(const wire::Item& item) {
  return {{"code", "in-clear"},
          {"offset", item.offset},
          {"sentence", "it is no MESSAGE, which is all that may come behind a handshake of CURVE"}};
}

/// What a command of CURVE has that no other connection's may have.
struct Fresh {
  const char* command;
  std::size_t at, octets;  ///< in its body
  const char* sentence;
};
constexpr std::array fresh_parts{
    Fresh{"HELLO", 80, 32, "its short-term key is that of an earlier connection"},
    Fresh{"WELCOME", 8, 16, "its nonce is that of an earlier connection"},
};

}  // namespace

Json WireMechanisms::take(const link::Event& event) {
  const wire::Item& item = event.item;
  Connection& connection = connections_[{event.name, event.connection}];
  if (item.greeting) connection.mechanism = item.greeting->mechanism_name();
  Json members = to_json(item, connection.mechanism);
  if (connection.mechanism != "CURVE" || (item.kind != Kind::command && item.kind != Kind::frame)) return members;
  if (connection.sealed.contains(event.side) && !may_follow_handshake_of_curve(item))
    members["faults"].push_back(clear_fault(item));
  for (const Fresh& part : fresh_parts) {
    if (item.name != part.command || item.body.size() < part.at + part.octets) continue;
    if (seen_.insert(part.command + item.body.substr(part.at, part.octets)).second) continue;
    members["faults"].push_back({{"code", "not-fresh"}, {"offset", item.offset}, {"sentence", part.sentence}});
  }
  const bool is_last_of_handshake = item.kind == Kind::command && (item.name == "READY" || item.name == "INITIATE");
  if (is_last_of_handshake) connection.sealed.insert(event.side);
  return members;
}

}  // namespace zassay
