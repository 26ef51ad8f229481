#include "check/causes.hpp"

#include <algorithm>
#include <array>

#include "check/lost_message.hpp"

namespace zassay {
namespace {

/// The first frame as a subscription is matched against it: behind a topic the stamp begins.
std::string first_frame_of(const AcceptedRange& range) {
  if (!range.lead.empty()) return range.lead.front().bytes;
  return range.topic + "\x7A\x41\x73\x59";
}

}  // namespace

Cause Causes::of(std::size_t message, const ReceiverGroup& group, const Fate& fate) {
  static constexpr std::array<Rule, 11> rules = {
      &Causes::shared_socket,  &Causes::not_subscribed, &Causes::filtered,   &Causes::unroutable,
      &Causes::no_peer,        &Causes::at_mark,        &Causes::linger,     &Causes::peer_gone,
      &Causes::connection_cut, &Causes::conflated,      &Causes::out_of_step};
  const AcceptedRange& range = history_.range_of(history_.messages[message]);
  const Lost lost{message, group, fate, range, history_.header.sockets[range.socket], first_frame_of(range)};
  Cause cause;
  for (const Rule rule : rules) {
    if ((this->*rule)(lost, cause)) return cause;
  }
  cause.evidence = "no event of the history accounts for it";
  return cause;
}

const Causes::Traffic& Causes::traffic(const Lost& lost) {
  std::vector<std::size_t> key = lost.group.receivers;
  key.push_back(lost.range.socket);
  const auto [place, is_new] = traffic_.try_emplace(key);
  Traffic& traffic = place->second;
  if (!is_new) return traffic;
  std::size_t occupying = 0;
  for (std::size_t message = 0; message < history_.messages.size(); ++message) {
    const AcceptedRange& range = history_.range_of(history_.messages[message]);
    if (range.socket != lost.range.socket || (range.to != no_index && range.to != lost.range.to)) continue;
    traffic.messages.push_back(message);
    traffic.occupying.push_back(occupying);
    const Fate fate = losses_.fate(message, lost.group);
    if (fate.is_lost()) continue;
    ++occupying;
    if (fate.state != Fate::State::arrived) continue;
    traffic.arrival_events.push_back(fate.event);
    if (traffic.first_arrived == no_index) traffic.first_arrived = message;
  }
  std::sort(traffic.arrival_events.begin(), traffic.arrival_events.end());
  return traffic;
}

/// How many messages were on their way to the group at that event: accepted before this one, not lost, not yet arrived.
std::size_t Causes::outstanding(const Lost& lost, std::size_t event) {
  const Traffic& all = traffic(lost);
  const auto place = std::lower_bound(all.messages.begin(), all.messages.end(), lost.message) - all.messages.begin();
  const auto arrived = std::lower_bound(all.arrival_events.begin(), all.arrival_events.end(), event);
  const std::size_t before = all.occupying[static_cast<std::size_t>(place)];
  const auto done = static_cast<std::size_t>(arrived - all.arrival_events.begin());
  return before > done ? before - done : 0;
}

/// Whether nothing shows that the connection (or the subscription) had taken effect when the message was accepted: no
/// evidence before it, and no earlier message of that sender arrived.
bool Causes::before_first_sign(const Lost& lost, bool subscriptions) {
  if (traffic(lost).first_arrived < lost.message) return false;
  for (const RecordedEvidence& evidence : history_.evidence) {
    if (evidence.event >= lost.range.invoke_event) break;
    const bool is_sign = evidence.kind == "subscribed" || (!subscriptions && evidence.kind == "connected");
    if (!is_sign || evidence.outcome != "came") continue;
    const std::size_t socket = history_.socket_index(evidence.socket);
    const Hop& hop = lost.group.hops.front();
    if (socket == hop.to || lost.group.contains(socket) || (!subscriptions && socket == hop.from)) return false;
  }
  return true;
}

/// The runner's own probes also take places in the pipe. They are sent as a stream that the case does not have.
std::size_t Causes::probes_sent(const Lost& lost, std::size_t since) {
  const auto is_probe = [&](const RecordedOperation& operation) {
    const auto stream = operation.arguments.find("stream");
    return operation.call == "send" && operation.socket == lost.sender.name && operation.event > since &&
           operation.event < lost.range.invoke_event && stream != operation.arguments.end() &&
           integer_member(*stream, "stream", -1) == 0;
  };
  if (!probes_.contains(lost.range.invoke_event)) {
    const auto& all = history_.operations;
    probes_[lost.range.invoke_event] = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_probe));
  }
  return probes_.at(lost.range.invoke_event);
}

}  // namespace zassay
