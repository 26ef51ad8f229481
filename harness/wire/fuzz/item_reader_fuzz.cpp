// Any octets from one side of a connection, at any split: the same items as when they come at once, and bounds kept.

#include <string>

#include "wire/fuzz/fuzzed.hpp"
#include "wire/item.hpp"

namespace zassay::wire {
namespace {

constexpr std::size_t settings_octets = 8;

std::string to_text(const Item& item) {
  std::string text = std::to_string(static_cast<int>(item.kind)) + (item.complete ? "." : "…");
  for (const std::uint64_t number : {item.offset, item.header_octets, item.body_octets, std::uint64_t{item.flags}}) {
    text += " " + std::to_string(number);
  }
  text += item.more ? "+" : "-";
  text += item.is_long ? "l" : "s";
  text += item.name + "/" + item.body + "/" + item.sha256;
  if (item.greeting) text += encode(*item.greeting);
  if (item.malformed) text += item.malformed->code + std::to_string(item.malformed->offset) + item.malformed->sentence;
  return text;
}

std::string told(Octets octets, Octets sizes, int peer, ItemReader::Limits limits) {
  ItemReader reader(limits);
  if (peer >= 0) reader.peer_speaks(peer);
  std::string text;
  bool over = false;
  for_each_piece(octets, sizes, [&](Octets input) {
    while (const auto item = reader.next(input)) {
      must(!over, "nothing is told behind what is malformed");
      must(item->body.size() <= limits.kept_octets || item->greeting, "no more is kept than was allowed");
      must(item->name.size() <= 255, "a name has at most 255 octets");
      over = item->kind == Item::Kind::malformed;
      must(over == item->malformed.has_value(), "what is malformed says why");
      text += to_text(*item) + "\n";
    }
    must(input.empty(), "all input is taken");
  });
  must(reader.octets() == octets.size(), "what was taken is counted");
  return text;
}

}  // namespace
}  // namespace zassay::wire

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zassay::wire;
  Octets input(data, size);
  if (size < settings_octets) return 0;
  const Octets settings = take_front(input, settings_octets);
  const int peer = settings[0] % 6 - 1;
  const ItemReader::Limits limits{settings[1] * 4u, settings[2] == 0 ? UINT64_MAX : settings[2] * 64u};
  const std::string whole = told(input, {}, peer, limits);
  must(whole == told(input, settings.subspan(3), peer, limits), "a split changes nothing");
  return 0;
}
