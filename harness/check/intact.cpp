#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// Whether the case sends anything without stamps, or uses sockets that make such messages: then a message without a
/// stamp may be sound.
bool has_unstamped_sources(const History& history) {
  const auto sends_literally = [](const RecordedOperation& operation) {
    return operation.call == "message.send" || (operation.call == "send" && !operation.arguments.contains("stream"));
  };
  const auto makes_its_own = [](const RecordedSocket& socket) {
    return socket.type == "STREAM" || socket.type == "XPUB" || socket.type == "ROUTER" || socket.type == "XSUB";
  };
  return !history.sent.empty() || std::any_of(history.operations.begin(), history.operations.end(), sends_literally) ||
         std::any_of(history.header.sockets.begin(), history.header.sockets.end(), makes_its_own);
}

/// A size that was not sent in a message of that number; 0 if there is none such.
std::uint64_t find_wrong_size(const History& history, const Delivery& delivery) {
  const std::size_t message = delivery.identified ? history.message_index(delivery.identity) : no_index;
  if (message == no_index || !delivery.whole) return 0;
  // A message sent in cuts may have a size for each cut; `accepted` tells only the last.
  const bool was_cut = std::any_of(history.partial.begin(), history.partial.end(), [&](const PartialMessage& partial) {
    return MessageIdentity{partial.stream, partial.sequence} == delivery.identity;
  });
  if (was_cut) return 0;
  const std::uint64_t sent = history.range_of(history.messages[message]).size;
  const auto wrong =
      std::find_if(delivery.sizes.begin(), delivery.sizes.end(), [&](std::uint64_t size) { return size != sent; });
  return wrong == delivery.sizes.end() ? 0 : *wrong;
}

}  // namespace

Finding check_intact(const History& history, const RecordedExpectation& expectation) {
  const Scope scope = scope_of(history, expectation);
  Finding finding = begin_finding(expectation, name_of(history, scope));
  const bool literal_is_wrong = !has_unstamped_sources(history);
  std::size_t judged = 0;
  Complaints wrong;
  for (const Delivery& delivery : history.deliveries) {
    const std::string& receiver = history.socket_name(delivery.socket);
    if (!delivery.stamped) {
      if (!literal_is_wrong || (scope.at != no_index && delivery.socket != scope.at)) continue;
      ++judged;
      wrong.add(fmt::format("a message that nobody sent arrived at {}: {}", receiver, describe(delivery.literal)),
                delivery.event);
    }
    if (!is_in_scope(delivery, scope)) continue;
    ++judged;
    const std::string name = delivery.foreign ? "a foreign message" : name_of(history, delivery.identity);
    if (delivery.foreign || !delivery.intact) {
      wrong.add(fmt::format("{} is not intact at {}: {}", name, receiver, delivery.fault), delivery.event);
    } else if (const std::uint64_t size = find_wrong_size(history, delivery); size != 0) {
      wrong.add(fmt::format("{} has a frame of {} bytes at {}, a size that was not sent", name, size, receiver),
                delivery.event);
    }
  }
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  if (judged == 0) return conclude(std::move(finding), Outcome::not_exercised, "nothing was delivered");
  return conclude(std::move(finding), Outcome::pass,
                  fmt::format("{} messages arrived with the bytes that were sent", judged));
}

}  // namespace zassay
