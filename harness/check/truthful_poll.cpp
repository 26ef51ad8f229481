#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/poll_result.hpp"

namespace zassay {
namespace {

/// The operation that the socket saw next, of whatever kind; nullptr if none.
const RecordedOperation* next_on(const History& history, const RecordedOperation& poll, const std::string& name) {
  const std::size_t socket = history.socket_index(name);
  if (socket == no_index) return nullptr;  // a pipe
  const auto is_on = [&](const RecordedOperation& item) {
    if (socket_of(history, item) == socket) return true;
    const bool carries = item.call == "relay" || item.call == "proxy";
    return carries && std::any_of(item.arguments.begin(), item.arguments.end(),
                                  [&](const Json& argument) { return argument == name; });
  };
  const auto found =
      std::find_if(history.operations.begin(), history.operations.end(),
                   [&](const RecordedOperation& item) { return item.event > poll.event && is_on(item); });
  return found == history.operations.end() ? nullptr : &*found;
}

/// Whether what was ready may have gone again without the call: a peer left since everything was settled before it.
bool may_have_gone(const History& history, const RecordedOperation& call) {
  const RecordedEvidence* settled = latest_settled(history, call.event);
  const std::size_t since = settled == nullptr ? 0 : settled->event;
  const auto is_between = [&](std::size_t event) { return event > since && event < call.event; };
  return std::any_of(history.exits.begin(), history.exits.end(),
                     [&](const ProcessExit& exit) { return is_between(exit.event); }) ||
         std::any_of(history.life.begin(), history.life.end(),
                     [&](const LifeChange& change) { return !change.opened && is_between(change.event); }) ||
         std::any_of(history.connections.begin(), history.connections.end(),
                     [&](const ConnectionChange& change) { return !change.added && is_between(change.event); });
}

/// Whether nothing could become ready between the poll and the call: everything was settled just before the poll, and
/// nothing was invoked since but these two.
bool was_at_rest(const History& history, const RecordedOperation& poll, const RecordedOperation& call) {
  const RecordedEvidence* settled = latest_settled(history, poll.event);
  if (settled == nullptr) return false;
  return std::none_of(history.operations.begin(), history.operations.end(), [&](const RecordedOperation& item) {
    return &item != &poll && item.event > settled->event && item.event < call.event;
  });
}

/// Operations by which something was taken or given, whatever error ended them: of a bulk a part may succeed.
std::set<std::uint64_t> effective_operations(const History& history) {
  std::set<std::uint64_t> numbers;
  for (const Delivery& delivery : history.deliveries) numbers.insert(delivery.operation);
  for (const Delivery& delivery : history.unfinished) numbers.insert(delivery.operation);
  for (const AcceptedRange& range : history.accepted) numbers.insert(range.operation);
  for (const PartialMessage& partial : history.partial) numbers.insert(partial.operation);
  return numbers;
}

struct Contradiction {
  bool judged = false;
  bool proven = false;
  std::string sentence;  ///< empty if the call agrees with the poll
};

Contradiction compare(const History& history, const RecordedOperation& poll, const PollItem& item,
                      const std::set<std::uint64_t>& effective) {
  const RecordedOperation* call = next_on(history, poll, item.name);
  if (call == nullptr || !call->reply || !call->has_flag("DONTWAIT")) return {};
  if (call->event < poll.reply->event) return {};
  const bool receives = call->call == "recv" || call->call == "message.recv";
  const bool sends = call->call == "send" || call->call == "message.send";
  const std::string event = receives ? "IN" : sends ? "OUT" : "";
  if (event.empty() || !item.asked.contains(event)) return {};
  const std::string& error = call->reply->error;
  const bool told = item.told.contains(event);
  const bool succeeded = error.empty() || effective.contains(call->number);
  if (!succeeded && error != "EAGAIN" && error != "EFSM") return {};
  const std::string result = succeeded ? "success" : error;
  if (told == succeeded) return {true, false, {}};
  return {true, told ? !may_have_gone(history, *call) : was_at_rest(history, poll, *call),
          fmt::format("a poll reported {} for {}, and the {} that came next returned {}",
                      told ? event : fmt::format("no {}", event), item.name, call->call, result)};
}

}  // namespace

Finding check_truthful_poll(const History& history, const RecordedExpectation& expectation) {
  const std::string at = word_argument(expectation, "at");
  Finding finding = begin_finding(expectation, at.empty() ? "every poll" : "polls of " + at);
  const std::set<std::uint64_t> effective = effective_operations(history);
  std::size_t judged = 0;
  Complaints wrong;
  Complaints unclear;
  for (const RecordedOperation& poll : history.operations) {
    if (poll.call != "poll" || !poll.reply || !poll.reply->error.empty()) continue;
    for (const PollItem& item : poll_items(poll)) {
      if (item.by_descriptor || (!at.empty() && item.name != at)) continue;
      const Contradiction contradiction = compare(history, poll, item, effective);
      // The runner polls too, while it collects: what comes between its poll and its call says nothing, and is not
      // asked.
      const bool is_the_runners = poll.name.empty() && !contradiction.sentence.empty() && !contradiction.proven;
      if (is_the_runners) continue;
      judged += contradiction.judged ? 1 : 0;
      if (contradiction.sentence.empty()) continue;
      (contradiction.proven ? wrong : unclear).add(contradiction.sentence, poll.reply->event);
    }
  }
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  if (!unclear.empty()) {
    return conclude(std::move(finding), Outcome::inconclusive,
                    unclear.sentence() + ", but nothing proves that it did not change in between", unclear.events());
  }
  if (judged == 0) {
    return conclude(std::move(finding), Outcome::not_exercised,
                    "no poll was followed by a non-blocking call on its socket");
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("{} reports of polls were true", judged));
}

}  // namespace zassay
