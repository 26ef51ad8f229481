// What a case needs of an adapter, from its sockets, its verbs and its own `needs`.

#include <functional>
#include <set>

#include "case/options.hpp"
#include "run/cell.hpp"

namespace zassay {
namespace {

std::set<std::string> needed_capabilities(const Case& spec) {
  std::set<std::string> needed(spec.needs.begin(), spec.needs.end());
  const std::function<void(const std::vector<Step>&)> visit = [&](const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (step.verb == "signal" || step.verb == "handler") needed.insert("signals");
      if (step.verb == "poll") needed.insert("poll");
      if (step.verb == "monitor") needed.insert("monitor");
      if (step.verb == "proxy") needed.insert("proxy");
      if (step.verb == "shutdown") needed.insert("shutdown");
      if (step.verb == "until" && step.arguments.contains("event")) needed.insert("monitor");
      if (step.verb == "until" && step.arguments.contains("connected") && spec.transport != "inproc") {
        needed.insert("monitor");
      }
      visit(step.steps);
    }
  };
  visit(spec.steps);
  for (const Expectation& expectation : spec.expect) {
    if (expectation.check == "interrupted") needed.insert("reports_eintr");
    if (expectation.check == "monitored") needed.insert("monitor");
    if (expectation.check == "freed") needed.insert("free_events");
  }
  if (!spec.messages.empty()) needed.insert("messages");
  if (!spec.pipes.empty()) needed.insert("poll_descriptors");
  return needed;
}

/// The transports that the case asks for by literal endpoints: what a library without them says of one is not judged.
/// Others than these are there to be refused.
std::set<std::string> literal_transports(const Case& spec) {
  std::set<std::string> found;
  const auto note = [&found](const std::string& endpoint) {
    for (const char* transport : {"inproc", "ipc", "tcp"}) {
      if (endpoint.starts_with(std::string(transport) + "://")) found.insert(transport);
    }
  };
  for (const SocketSpec& socket : spec.sockets) {
    for (const std::string& endpoint : socket.bind) note(endpoint);
    for (const std::string& endpoint : socket.connect) note(endpoint);
  }
  const std::function<void(const std::vector<Step>&)> visit = [&](const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      note(string_member(step.arguments, "endpoint"));
      visit(step.steps);
    }
  };
  visit(spec.steps);
  return found;
}

}  // namespace

std::string missing_capability(const PlannedCell& planned) {
  const Case& spec = *planned.spec;
  for (const auto& [side, implementation] : planned.sides) {
    if (!implementation->endpoint.empty()) continue;  // its plan has left out what needs an adapter
    const Hello& hello = implementation->hello;
    if (!hello.offers("transports", spec.transport))
      return implementation->label + " has no transport " + spec.transport;
    for (const std::string& transport : literal_transports(spec)) {
      if (!hello.offers("transports", transport)) return implementation->label + " has no transport " + transport;
    }
    for (const SocketSpec& socket : spec.sockets) {
      if (socket.side != side || is_whole_number(socket.type) || hello.offers("socket_types", socket.type)) continue;
      return implementation->label + " has no socket type " + socket.type;
    }
    for (const std::string& capability : needed_capabilities(spec)) {
      if (!hello.can(capability.c_str())) return implementation->label + " does not offer " + capability;
    }
  }
  return {};
}

}  // namespace zassay
