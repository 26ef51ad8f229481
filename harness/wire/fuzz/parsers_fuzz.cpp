// Any octets as frames and as the bodies of commands: a value that is written again as it was read, or a named error.

#include <string>

#include "wire/command.hpp"
#include "wire/frame_decoder.hpp"
#include "wire/fuzz/fuzzed.hpp"
#include "wire/metadata.hpp"
#include "wire/plain_handshake.hpp"

namespace zassay::wire {
namespace {

/// The frames written again, in their own spelling.
std::string decoded(Octets octets, Octets sizes, Framing framing, std::string& fault) {
  FrameDecoder decoder(framing, {.largest_octets = UINT64_MAX});
  std::string again;
  for_each_piece(octets, sizes, [&](Octets input) {
    while (const auto part = decoder.next(input)) {
      const FrameHeader& header = part->header;
      if (part->from == 0) {
        must(part->offset == again.size(), "frames follow each other");
        const bool has_flags = framing != Framing::v1 || header.octets % 2 == 0;
        const auto form = encode_frame_header(header.flags, header.size, framing, header.is_long);
        again += has_flags        ? std::string(text_of(form.view()))
                 : header.is_long ? "\xFF" + std::string(8, '\0')
                                  : std::string(1, '\0');
      }
      again += text_of(part->octets);
    }
    must(input.empty(), "all input is taken");
  });
  must(decoder.octets() == octets.size(), "what was taken is counted");
  if (decoder.malformed()) fault = decoder.malformed()->code + std::to_string(decoder.malformed()->offset);
  return again;
}

void look_at_frames(Octets octets, Octets sizes, Framing framing) {
  std::string fault;
  std::string split_fault;
  const std::string whole = decoded(octets, {}, framing, fault);
  const std::string split = decoded(octets, sizes, framing, split_fault);
  must(whole == split && fault == split_fault, "a split changes nothing");
  must(text_of(octets).starts_with(whole), "frames are written as they were read");
}

template <typename T, typename Write>
void look_at(const Decoded<T>& read, Octets octets, Write write) {
  if (read) {
    must(write(*read) == text_of(octets), "a value is written as it was read");
  } else {
    must(!read.error().code.empty() && read.error().offset <= octets.size(), "an error has a name and an offset");
  }
}

std::string without_name(const std::string& body) { return body.substr(1 + static_cast<std::uint8_t>(body.front())); }

void look_at_bodies(Octets octets) {
  look_at(parse_command(octets), octets,
          [](const Command& command) { return encode_command_body(command.name, text_of(command.data)); });
  look_at(parse_metadata(octets), octets, encode_metadata);
  look_at(parse_ping(octets), octets, [](const Ping& ping) { return without_name(encode_ping(ping)); });
  look_at(parse_pong(octets), octets, [](const std::string& context) { return context; });
  look_at(parse_error(octets), octets, [](const std::string& reason) { return without_name(encode_error(reason)); });
  look_at(parse_plain_hello(octets), octets,
          [](const PlainCredentials& credentials) { return without_name(encode_plain_hello(credentials)); });
  const auto body_of = [](SubscriptionSpelling spelling) {
    return [spelling](const Subscription& subscription) {
      const std::string frame = encode(subscription, spelling);
      return frame.substr(read_frame_header(octets_of(frame), Framing::v3)->octets);
    };
  };
  look_at(parse_subscription_command(octets), octets, body_of(SubscriptionSpelling::command));
  look_at(parse_subscription_message(octets), octets, body_of(SubscriptionSpelling::message));
}

}  // namespace
}  // namespace zassay::wire

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zassay::wire;
  Octets input(data, size);
  const Octets sizes = take_front(input, 4);
  for (const Framing framing : {Framing::v1, Framing::v2, Framing::v3}) look_at_frames(input, sizes, framing);
  with_own_copy(input, look_at_bodies);
  return 0;
}
