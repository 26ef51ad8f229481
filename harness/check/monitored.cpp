#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// Whether everything was settled after the last thing that happened to a socket: then no event is on its way.
bool settled_at_the_end(const History& history) {
  std::size_t latest = 0;
  for (const LifeChange& change : history.life) latest = std::max(latest, change.event);
  for (const ConnectionChange& change : history.connections) latest = std::max(latest, change.event);
  for (const ProcessExit& exit : history.exits) latest = std::max(latest, exit.event);
  for (const RecordedOperation& operation : history.operations) {
    const bool matters = operation.call == "bind" || operation.call == "connect" || operation.call == "unbind" ||
                         operation.call == "disconnect" || operation.call == "close" || operation.call == "monitor";
    if (matters) latest = std::max(latest, operation.event);
  }
  const RecordedEvidence* settled = latest_settled(history);
  return settled != nullptr && settled->event > latest;
}

}  // namespace

Finding check_monitored(const History& history, const RecordedExpectation& expectation) {
  const std::string socket = word_argument(expectation, "socket");
  Finding finding = begin_finding(expectation, "monitor of " + socket);
  std::vector<const MonitorEvent*> told;
  for (const MonitorEvent& event : history.monitor) {
    if (event.socket == socket) told.push_back(&event);
  }
  const bool watched = std::any_of(history.operations.begin(), history.operations.end(), [&](const auto& operation) {
    return operation.call == "monitor" && operation.socket == socket;
  });
  if (told.empty() && !watched) {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("{} has no monitor", socket));
  }
  const std::vector<std::string> never = words_argument(expectation, "never");
  for (const MonitorEvent* event : told) {
    if (std::find(never.begin(), never.end(), event->name) == never.end()) continue;
    return conclude(std::move(finding), Outcome::fail, fmt::format("the monitor of {} told {}", socket, event->name),
                    {event->event});
  }
  auto next = told.begin();
  std::string before = "the beginning";
  for (const std::string& name : words_argument(expectation, "events")) {
    next = std::find_if(next, told.end(), [&](const MonitorEvent* event) { return event->name == name; });
    if (next != told.end()) {
      ++next;
      before = name;
      continue;
    }
    const std::string text = fmt::format("the monitor of {} did not tell {} after {}", socket, name, before);
    if (history.completed() && settled_at_the_end(history)) return conclude(std::move(finding), Outcome::fail, text);
    return conclude(std::move(finding), Outcome::inconclusive, text + ", but it may still be on its way");
  }
  if (!never.empty() && !settled_at_the_end(history)) {
    return conclude(std::move(finding), Outcome::inconclusive,
                    fmt::format("the monitor of {} told none of them, but not everything was settled", socket));
  }
  return conclude(std::move(finding), Outcome::pass,
                  fmt::format("the monitor of {} told {} events", socket, told.size()));
}

}  // namespace zassay
