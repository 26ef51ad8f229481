// Frames and commands in the MESSAGE commands of CURVE (RFC 26).

#include "run/wire_items.hpp"
#include "wire/command.hpp"

namespace zassay {
namespace {

using namespace wire;

std::string sealed(const Json& given, CurveChannel& channel) {
  CurveFrame frame{static_cast<std::uint8_t>(bool_member(given, "more") ? flag_more : 0), bytes_of(given["body"])};
  if (given.contains("flags")) frame.flags = static_cast<std::uint8_t>(integer_member(given, "flags"));
  if (given.contains("nonce")) channel.set_next_nonce(static_cast<std::uint64_t>(integer_member(given, "nonce")));
  const auto outer = static_cast<std::uint8_t>(bool_member(given, "in_command") ? flag_command : 0);
  return encode_flagged_frame(outer, channel.seal(frame));
}

}  // namespace

std::string sealed_octets(const PeerSpec& peer, const Json& item, CurveChannel& channel) {
  const std::string kind = item.items().begin().key();
  if (kind == "sealed") return sealed(item["sealed"], channel);
  std::string octets = octets_of(peer, item);
  if (kind == "octets" || kind == "greeting") return octets;
  std::string result;
  FrameDecoder decoder(Framing::v3);
  Octets input = octets_of(octets);
  while (const auto part = decoder.next(input)) {
    CurveFrame frame;
    frame.flags = static_cast<std::uint8_t>((part->header.more() ? flag_more : 0) |
                                            (part->header.command() ? CurveFrame::command : 0));
    frame.body = text_of(part->octets);
    result += encode_flagged_frame(0, channel.seal(frame));
  }
  return result;
}

bool is_sealed(const Item& item) { return item.body.starts_with("\7MESSAGE"); }

bool may_follow_handshake_of_curve(const Item& item) {
  return is_sealed(item) || (item.kind == Item::Kind::command && item.name == "ERROR");
}

Decoded<Item> opened(const Item& item, CurveChannel& channel) {
  const auto frame = channel.open(octets_of(item.body), item.offset + item.header_octets);
  if (!frame) return tl::unexpected(frame.error());
  Item inner = item;
  inner.kind = (frame->flags & CurveFrame::command) != 0 ? Item::Kind::command : Item::Kind::frame;
  inner.more = frame->more();
  inner.body = frame->body;
  inner.body_octets = frame->body.size();
  inner.name.clear();
  if (inner.kind == Item::Kind::command) {
    const auto command = parse_command(octets_of(inner.body), item.offset);
    if (!command) return tl::unexpected(command.error());
    inner.name = command->name;
  }
  return inner;
}

}  // namespace zassay
