// Whatever octets come: readers and parsers end with a value or a named error, at any split alike; and what was encoded
// is read back.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "wire/command.hpp"
#include "wire/generated.hpp"
#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

/// All that an item says, for comparison.
std::string whole_text(const Item& item) {
  std::string text = to_text(item) + " flags " + std::to_string(item.flags) + (item.is_long ? " long " : " short ") +
                     to_hex(item.body) + " " + item.sha256;
  if (item.greeting) text += " " + to_hex(encode(*item.greeting));
  if (item.malformed) text += " " + item.malformed->sentence;
  return text;
}

struct Watched {
  std::vector<std::string> items;
  std::uint64_t octets = 0;
};

template <typename Pieces>
Watched watch(const Pieces& pieces, std::optional<int> peer, ItemReader::Limits limits) {
  ItemReader reader(limits);
  if (peer) reader.peer_speaks(*peer);
  Watched watched;
  for (const auto& piece : pieces) {
    Octets input(reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size());
    while (const auto item = reader.next(input)) {
      RC_ASSERT(item->body.size() <= limits.kept_octets);
      RC_ASSERT(item->name.size() <= 255U);
      watched.items.push_back(whole_text(*item));
    }
    RC_ASSERT(input.empty());
  }
  watched.octets = reader.octets();
  return watched;
}

/// What may open a connection: greetings as they should be, nearly so, and anything.
rc::Gen<std::string> any_opening() {
  const std::string signature = from_hex("ff 0000000000000001 7f");
  const auto broken = rc::gen::apply(
      [](std::size_t at, char octet) {
        std::string greeting = greeting_hex("NULL");
        greeting[at] = octet;
        return greeting;
      },
      rc::gen::inRange<std::size_t>(0, 64), rc::gen::arbitrary<char>());
  return rc::gen::weightedOneOf<std::string>(
      {{4, rc::gen::element(greeting_hex("NULL"), greeting_hex("CURVE", 0), signature + from_hex("01 05 00 00"),
                            signature + from_hex("03 05 00 00"), signature, from_hex("01 00"))},
       {2, broken},
       {1, any_octets(70)}});
}

RC_GTEST_PROP(ItemReaderProperty, AnySplitTellsTheSameItems, ()) {
  const std::string octets = *any_opening() + *any_stream(*any_framing());
  const auto peer = *rc::gen::element<std::optional<int>>(std::nullopt, 0, 1, 2, 3, 4);
  const ItemReader::Limits limits{*rc::gen::element<std::size_t>(0, 1, 20, 65536),
                                  *rc::gen::element<std::uint64_t>(100, UINT64_MAX)};
  const Watched whole = watch(std::vector<std::string>{octets}, peer, limits);
  const Watched split = watch(*any_split(octets), peer, limits);
  RC_ASSERT(whole.items == split.items);
  RC_ASSERT(whole.octets == octets.size());
  RC_ASSERT(split.octets == octets.size());
}

RC_GTEST_PROP(CodecProperty, GreetingsAreReadBack, ()) {
  const std::string octets = *rc::gen::container<std::string>(std::size_t{64}, rc::gen::arbitrary<char>());
  RC_ASSERT(encode(read_greeting(octets_of(octets), Greeting::Form::full)) == octets);
}

RC_GTEST_PROP(CodecProperty, MetadataAreReadBack, ()) {
  const Metadata metadata = *any_metadata();
  const auto read = parse_metadata(octets_of(encode_metadata(metadata)));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == metadata);
}

RC_GTEST_PROP(CodecProperty, SubscriptionsAndPingsAreReadBack, ()) {
  const Subscription subscription{*rc::gen::arbitrary<bool>(), *any_body()};
  const std::string command = encode(subscription, SubscriptionSpelling::command);
  const std::string message = encode(subscription, SubscriptionSpelling::message);
  const auto body_of = [](const std::string& frame) {
    return octets_of(frame).subspan(read_frame_header(octets_of(frame), Framing::v3)->octets);
  };
  RC_ASSERT(parse_subscription_command(body_of(command)) == subscription);
  RC_ASSERT(parse_subscription_message(body_of(message)) == subscription);
  const Ping ping{*rc::gen::arbitrary<std::uint16_t>(), *any_octets(17)};
  RC_ASSERT(parse_ping(parse_command(octets_of(encode_ping(ping)))->data) == ping);
}

template <typename T>
void expect_value_or_named(const Decoded<T>& decoded, std::size_t size) {
  if (decoded) return;
  RC_ASSERT(!decoded.error().code.empty());
  RC_ASSERT(!decoded.error().sentence.empty());
  RC_ASSERT(decoded.error().offset >= 7U && decoded.error().offset <= 7 + size);
}

RC_GTEST_PROP(CodecProperty, GarbageEndsWithANameAndAnOffset, ()) {
  const std::string octets = *any_octets(64);
  const std::vector<std::uint8_t> own(octets.begin(), octets.end());
  expect_value_or_named(parse_command(own, 7), own.size());
  expect_value_or_named(parse_metadata(own, 7), own.size());
  expect_value_or_named(parse_subscription_command(own, 7), own.size());
  expect_value_or_named(parse_subscription_message(own, 7), own.size());
  expect_value_or_named(parse_ping(own, 7), own.size());
  expect_value_or_named(parse_pong(own, 7), own.size());
  expect_value_or_named(parse_error(own, 7), own.size());
}

}  // namespace
}  // namespace zassay::wire
