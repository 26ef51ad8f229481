#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"
#include "check/loss.hpp"

namespace zassay {
namespace {

/// A number that is known only to lie in [least, most].
struct Bounds {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};

Bounds count_accepted(const History& history, std::size_t stream, std::size_t at) {
  const auto counts = [&](const AcceptedMessage& message) {
    return message.identity.stream == stream && (at == no_index || history.range_of(message).socket == at);
  };
  const auto number = std::count_if(history.messages.begin(), history.messages.end(), counts);
  return {static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(number)};
}

Bounds count_delivered(const History& history, std::size_t stream, std::size_t at) {
  Bounds bounds;
  for (const Delivery& delivery : history.deliveries) {
    const bool counts =
        delivery.identified && !delivery.foreign && delivery.whole && delivery.identity.stream == stream;
    if (counts && (at == no_index || delivery.socket == at)) ++bounds.least;
  }
  bounds.most = bounds.least;
  Losses losses(history);
  for (std::size_t message = 0; message < history.messages.size(); ++message) {
    if (history.messages[message].identity.stream != stream) continue;
    for (const ReceiverGroup& group : losses.groups(message, at)) {
      if (losses.fate(message, group).state == Fate::State::missing) ++bounds.most;
    }
  }
  return bounds;
}

}  // namespace

Finding check_count(const History& history, const RecordedExpectation& expectation) {
  const bool of_accepted = expectation.arguments.contains("accepted");
  const char* what = of_accepted ? "accepted" : "delivered";
  const std::size_t stream = stream_argument(history, expectation, what);
  const std::size_t at = socket_argument(history, expectation, "at");
  Finding finding = begin_finding(expectation, fmt::format("{}, {}", name_of(history, Scope{stream, at}), what));
  if (of_accepted == expectation.arguments.contains("delivered")) {
    return conclude(std::move(finding), Outcome::inconclusive, "it must say one of accepted and delivered");
  }
  std::uint64_t at_least = integer_argument(expectation, "at_least").value_or(0);
  std::uint64_t at_most = integer_argument(expectation, "at_most").value_or(UINT64_MAX);
  if (const auto equals = integer_argument(expectation, "equals")) at_least = at_most = *equals;
  const Bounds bounds = of_accepted ? count_accepted(history, stream, at) : count_delivered(history, stream, at);
  const std::string seen = fmt::format("{} messages were {}", bounds.least, what);
  if (bounds.least > at_most) {
    return conclude(std::move(finding), Outcome::fail, fmt::format("{}, more than {}", seen, at_most));
  }
  if (bounds.most < at_least && history.completed()) {
    return conclude(std::move(finding), Outcome::fail, fmt::format("{}, fewer than {}", seen, at_least));
  }
  if (bounds.most < at_least) {
    return conclude(std::move(finding), Outcome::inconclusive,
                    fmt::format("{}, fewer than {}, but the story did not come to its end", seen, at_least));
  }
  if (bounds.most > at_most || bounds.least < at_least) {
    return conclude(std::move(finding), Outcome::inconclusive,
                    fmt::format("{}, and up to {} more may come", seen, bounds.most - bounds.least));
  }
  return conclude(std::move(finding), Outcome::pass, seen);
}

}  // namespace zassay
