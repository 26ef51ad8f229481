// Defects of subscriptions, in whichever spelling they are.

#include <optional>

#include "mutants/wire/defects.hpp"

namespace zassay::wire_defects {
namespace {

std::optional<wire::Subscription> read(const Said& said) {
  const wire::Item& item = said.item;
  const bool is_spelled_as_command =
      said.kind == Speech::Kind::command && (item.name == "SUBSCRIBE" || item.name == "CANCEL");
  if (said.kind != Speech::Kind::subscription && !is_spelled_as_command) return std::nullopt;
  const auto found = is_spelled_as_command ? wire::parse_subscription_command(wire::octets_of(item.body))
                                           : wire::parse_subscription_message(wire::octets_of(item.body));
  return found ? std::optional(*found) : std::nullopt;
}

wire::SubscriptionSpelling spelling(const Said& said) {
  return said.kind == Speech::Kind::command ? wire::SubscriptionSpelling::command : wire::SubscriptionSpelling::message;
}

}  // namespace

std::string subscribe_dropped(Said& said) {
  const auto subscription = read(said);
  return subscription && subscription->subscribe ? "" : said.octets;
}

std::string cancel_dropped(Said& said) {
  const auto subscription = read(said);
  return subscription && !subscription->subscribe ? "" : said.octets;
}

std::string subscribe_other_topic(Said& said) {
  auto subscription = read(said);
  if (!subscription || !subscription->subscribe) return said.octets;
  subscription->topic += '?';
  return wire::encode(*subscription, spelling(said), said.speech.framing());
}

std::string subscribe_as_a_message(Said& said) {
  const auto subscription = read(said);
  if (!subscription || spelling(said) == wire::SubscriptionSpelling::message) return said.octets;
  return wire::encode(*subscription, wire::SubscriptionSpelling::message, said.speech.framing());
}

std::string subscribe_as_a_command(Said& said) {
  const auto subscription = read(said);
  if (!subscription || spelling(said) == wire::SubscriptionSpelling::command) return said.octets;
  return wire::encode(*subscription, wire::SubscriptionSpelling::command);
}

}  // namespace zassay::wire_defects
