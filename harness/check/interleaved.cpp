#include "check/interleaved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/finding.hpp"

namespace zassay {
namespace {

/// A message that is sent in cuts: from its first frames until it was accepted, or for ever.
struct Stretch {
  std::size_t message = no_index;  ///< no_index if it was never accepted
  MessageIdentity identity;
  std::size_t socket = no_index;
  std::size_t from = 0, to = no_index;  ///< events
  std::string thread;
};

std::string thread_of(const History& history, std::uint64_t operation) {
  const RecordedOperation* found = history.operation(operation);
  return found == nullptr ? std::string() : found->actor;
}

Stretch stretch_of(const History& history, const PartialMessage& begun) {
  Stretch stretch;
  stretch.identity = {begun.stream, begun.sequence};
  stretch.message = history.message_index(stretch.identity);
  stretch.socket = begun.socket;
  stretch.from = begun.event;
  if (stretch.message != no_index) stretch.to = history.range_of(history.messages[stretch.message]).event;
  stretch.thread = thread_of(history, begun.operation);
  return stretch;
}

/// Sockets that more than one thread sends by: all others need no second look.
std::set<std::string> shared_sockets(const History& history) {
  std::map<std::string, std::string> first;
  std::set<std::string> shared;
  for (const RecordedOperation& operation : history.operations) {
    if (operation.call != "send") continue;
    if (first.try_emplace(operation.socket, operation.actor).first->second != operation.actor) {
      shared.insert(operation.socket);
    }
  }
  return shared;
}

}  // namespace

std::map<std::size_t, std::string> find_interleaved(const History& history) {
  std::map<std::size_t, std::string> found;
  if (history.partial.empty()) return found;  // as in nearly every history
  const std::set<std::string> shared = shared_sockets(history);
  for (const PartialMessage& begun : history.partial) {
    if (!shared.contains(history.socket_name(begun.socket))) continue;
    const Stretch stretch = stretch_of(history, begun);
    auto range = std::upper_bound(history.accepted.begin(), history.accepted.end(), stretch.from,
                                  [](std::size_t event, const AcceptedRange& other) { return event < other.event; });
    for (; range != history.accepted.end() && range->event < stretch.to; ++range) {
      const std::string thread = thread_of(history, range->operation);
      if (range->socket != stretch.socket || range->invoke_event < stretch.from || thread == stretch.thread) continue;
      for (std::uint64_t sequence = range->first; sequence < range->first + range->count; ++sequence) {
        const MessageIdentity identity{range->stream, sequence};
        const std::string sentence = fmt::format("thread {} sent {} by {} while thread {} was between two frames of {}",
                                                 thread, name_of(history, identity), history.socket_name(range->socket),
                                                 stretch.thread, name_of(history, stretch.identity));
        found.emplace(history.message_index(identity), sentence);
        if (stretch.message != no_index) found.emplace(stretch.message, sentence);
      }
    }
  }
  return found;
}

}  // namespace zassay
