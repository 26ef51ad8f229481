#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/loss.hpp"

namespace zassay {
namespace {

/// Who got which message of the stream, in the order of acceptance; no_index for one that nobody (of those) got.
std::vector<std::size_t> takers(const History& history, std::size_t stream, const std::vector<std::size_t>& over) {
  std::vector<std::size_t> receivers;
  for (const AcceptedMessage& message : history.messages) {
    if (message.identity.stream != stream) continue;
    std::size_t taker = no_index;
    for (const std::size_t delivery : message.deliveries) {
      const std::size_t socket = history.deliveries[delivery].socket;
      if (taker == no_index && std::find(over.begin(), over.end(), socket) != over.end()) taker = socket;
    }
    receivers.push_back(taker);
  }
  return receivers;
}

/// The first message that breaks strict turns: among so many in a row as there are receivers, each has one. no_index if
/// none does. Behind a message that nobody got turns cannot be told, so that judging stops there.
std::size_t find_broken_turn(const std::vector<std::size_t>& receivers, std::size_t number) {
  for (std::size_t i = 0; i < receivers.size() && receivers[i] != no_index; ++i) {
    const std::size_t from = i < number ? 0 : i - number + 1;
    for (std::size_t earlier = from; earlier < i; ++earlier) {
      if (receivers[earlier] == receivers[i]) return i;
    }
  }
  return no_index;
}

/// How many messages of the stream arrived nowhere, lost or only missing: whose turn each was, nobody knows.
std::uint64_t count_absent(const History& history, std::size_t stream) {
  Losses losses(history);
  std::uint64_t absent = 0;
  for (std::size_t message = 0; message < history.messages.size(); ++message) {
    if (history.messages[message].identity.stream != stream) continue;
    for (const ReceiverGroup& group : losses.groups(message)) {
      const bool arrived = losses.fate(message, group).state == Fate::State::arrived;
      if (!arrived && history.messages[message].deliveries.empty()) ++absent;
    }
  }
  return absent;
}

}  // namespace

Finding check_balanced(const History& history, const RecordedExpectation& expectation) {
  const std::size_t stream = stream_argument(history, expectation);
  const std::vector<std::size_t> over = sockets_argument(history, expectation, "over");
  Finding finding = begin_finding(expectation, name_of(history, Scope{stream, no_index}));
  const std::vector<std::size_t> receivers = takers(history, stream, over);
  std::map<std::size_t, std::uint64_t> shares;
  for (const std::size_t socket : over) shares[socket] = 0;
  for (const std::size_t taker : receivers) {
    if (taker != no_index) ++shares[taker];
  }
  std::string seen;
  std::uint64_t most = 0;
  for (const auto& [socket, share] : shares) {
    seen += fmt::format("{}{} got {}", seen.empty() ? "" : ", ", history.socket_name(socket), share);
    most = std::max(most, share);
  }
  if (shares.size() < 2 || most == 0) {
    return conclude(std::move(finding), Outcome::not_exercised, "fewer than two receivers, or nothing was delivered");
  }
  const bool by_turns = flag_argument(expectation, "turns");
  const std::size_t broken = by_turns ? find_broken_turn(receivers, shares.size()) : no_index;
  if (broken != no_index) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} got the message that was accepted as number {}, though it was another's turn ({})",
                                history.socket_name(receivers[broken]), broken + 1, seen));
  }
  const std::uint64_t absent = count_absent(history, stream);
  const auto apart = integer_argument(expectation, "apart");
  const std::uint64_t allowed = apart.value_or(1);
  // What each of those behind must have got besides, for the shares to be near enough.
  std::uint64_t needed = 0;
  for (const auto& [socket, share] : shares) needed += most - share > allowed ? most - share - allowed : 0;
  if ((apart || !by_turns) && needed > absent) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{}: shares that differ by more than {}", seen, allowed));
  }
  if (absent > 0) {
    return conclude(std::move(finding), Outcome::inconclusive,
                    fmt::format("{}, and {} messages arrived nowhere", seen, absent));
  }
  return conclude(std::move(finding), Outcome::pass, seen);
}

}  // namespace zassay
