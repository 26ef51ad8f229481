#include "run/endpoint_probe.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "link/loop.hpp"
#include "link/peer.hpp"
#include "run/wire_items.hpp"
#include "wire/command.hpp"
#include "wire/metadata.hpp"

namespace zassay {
namespace {

using Clock = std::chrono::steady_clock;

/// The signature and the version come first, and the mechanism only when the other side's is known: libzmq ends the
/// connection with a mechanism that is not its own before it has told which that would be.
constexpr std::size_t version_octets = 12;
constexpr std::chrono::milliseconds patience_with_a_version(500);

/// The next event, if one comes before the deadline.
std::optional<link::Event> next_event(link::Loop& loop, Clock::time_point deadline) {
  while (true) {
    if (auto event = loop.next_event()) return event;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return std::nullopt;
    pollfd waiting{loop.wake_descriptor(), POLLIN, 0};
    ::poll(&waiting, 1, static_cast<int>(left) + 1);
  }
}

tl::unexpected<Error> no_answer(const std::string& endpoint, const std::string& what) {
  return failure("no-answer", "the endpoint " + endpoint + " " + what);
}

/// Takes what an event tells into the answer; true when all is known.
bool take(const link::Event& event, EndpointAnswer& answer) {
  if (event.kind != link::Event::Kind::item || !event.item.complete) return false;
  if (event.item.greeting && event.item.greeting->form == wire::Greeting::Form::full) {
    const wire::Greeting& greeting = *event.item.greeting;
    answer.version = std::to_string(greeting.major) + "." + std::to_string(greeting.minor);
    answer.mechanism = greeting.mechanism_name();
    return answer.mechanism != "NULL";
  }
  if (event.item.name != "READY") return false;
  const auto command = wire::parse_command(wire::octets_of(event.item.body));
  const auto metadata = command ? wire::parse_metadata(command->data) : wire::Decoded<wire::Metadata>{};
  if (metadata) answer.type = wire::find_property(*metadata, "Socket-Type").value_or("");
  return true;
}

}  // namespace

Result<EndpointAnswer> probe_endpoint(const std::string& endpoint, const std::string& as, std::int64_t limit_ms) {
  auto loop = link::Loop::make();
  if (!loop) return tl::unexpected(loop.error());
  link::PeerOptions options;
  options.name = "probe";
  options.tells_refusals = true;
  options.stops_when_refused = true;
  link::Peer peer(**loop, options);
  if (auto connected = peer.connect(endpoint); !connected) return tl::unexpected(connected.error());
  PeerSpec spec;
  spec.settings["as"] = as;
  const std::string greeting = octets_of(spec, Json{{"greeting", Json::object()}});
  EndpointAnswer answer;
  bool is_greeted = false;
  const auto began = Clock::now();
  const auto deadline = began + std::chrono::milliseconds(limit_ms);
  const auto patience = began + std::min(std::chrono::milliseconds(limit_ms / 2), patience_with_a_version);
  while (true) {
    auto event = next_event(**loop, is_greeted ? deadline : patience);
    if (!event && is_greeted) break;
    if (!event) {  // a side that does not negotiate waits for all 64 octets
      (void)peer.send(greeting.substr(version_octets));
      is_greeted = true;
      continue;
    }
    using Kind = link::Event::Kind;
    if (event->kind == Kind::refused) return no_answer(endpoint, "refuses connections: does somebody listen there?");
    if (event->kind == Kind::opened) (void)peer.send(greeting.substr(0, version_octets));
    if (event->kind == Kind::item && event->item.greeting && event->item.complete) {
      if (!is_greeted) (void)peer.send(greeting.substr(version_octets));
      is_greeted = true;
      (void)peer.send(octets_of(spec, Json{{"ready", Json::object()}}));
    }
    if (take(*event, answer)) return answer;
    if (event->kind == Kind::closed || event->kind == Kind::reset) {
      answer.is_refused = true;
      if (!answer.version.empty()) return answer;
      return no_answer(endpoint, "ended the connection before it had greeted: is it a ZeroMQ socket?");
    }
  }
  if (!answer.version.empty()) return answer;
  return no_answer(endpoint, "sent no greeting of ZMTP 3 within " + std::to_string(limit_ms) + " ms");
}

std::string transport_of(const std::string& endpoint) {
  for (const char* transport : {"tcp", "ipc"}) {
    if (endpoint.starts_with(std::string(transport) + "://")) return transport;
  }
  return {};
}

}  // namespace zassay
