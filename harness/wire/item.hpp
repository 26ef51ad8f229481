#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/digest.hpp"
#include "wire/frame_decoder.hpp"
#include "wire/greeting.hpp"
#include "wire/malformed.hpp"

namespace zassay::wire {

/// One thing that one side of a connection sent: its greeting, a command, a frame of a message, or the point from which
/// its octets mean nothing.
struct Item {
  enum class Kind { greeting, command, frame, malformed };
  Kind kind = Kind::frame;
  bool complete = false;            ///< all of it was read; else it is known what it is, and octets of it are to come
  std::uint64_t offset = 0;         ///< of its first octet, counted from the first that this side sent
  std::uint64_t header_octets = 0;  ///< flags and size; 0 of a greeting
  std::uint64_t body_octets = 0;    ///< what the size field claims; of a greeting its whole length
  std::uint8_t flags = 0;           ///< as on the wire
  bool more = false;                ///< never of an identity in ZMTP 1.0, whose flags mean nothing
  bool is_long = false;             ///< its size stands in eight octets
  std::string name;                 ///< of a command: "READY", "PING", … as it was sent, at most 255 octets
  std::string body;                 ///< its first octets, at most Limits::kept_octets of them; malformed: of the frame
  std::string sha256;               ///< of the whole body, in hexadecimal digits, if it is longer than what was kept
  std::optional<Greeting> greeting;
  std::optional<Malformed> malformed;
};

/// Reads what one side of a connection sends, at any split, without being a part of the conversation. Each item is
/// given twice: as soon as it is known what it is (a greeting: with its version; a command: with its name; a frame of a
/// message: with its first octet, if it has one), and when it is complete. Memory stays below `kept_octets` and a fixed
/// part, whatever a size field claims. Only what cannot be followed is malformed (docs/wire.md). Used by one thread at
/// a time.
class ItemReader {
 public:
  struct Limits {
    std::size_t kept_octets = 65536;            ///< of a body
    std::uint64_t largest_octets = UINT64_MAX;  ///< a frame that claims more is malformed ("frame-too-large")
    bool hashes = true;                         ///< whether longer bodies get their `sha256`: it is slow
  };
  ItemReader() : ItemReader(Limits{}) {}
  explicit ItemReader(Limits limits) : limits_(limits) {}

  /// The major version that the other side announces (1: it sent no signature; ZMTP 2.0's revision 1 is 2), as soon as
  /// that is known: it decides what follows the eleventh octet. Until then the reader takes it that the other side is
  /// no older than this one, which is right because a side that steps back has read the other's version before.
  void peer_speaks(int major) { greeting_.peer_speaks(major); }

  /// Takes octets from the front of `input` up to the next thing to tell, and tells it; nothing when the input is used
  /// up. After an item of kind `malformed` it takes everything and tells nothing.
  std::optional<Item> next(std::span<const std::uint8_t>& input);

  std::uint64_t octets() const { return octets_; }                ///< taken so far
  std::optional<int> major() const { return greeting_.major(); }  ///< what this side announces, as soon as it is known

 private:
  enum class State { greeting, header, name, first_octet, body, malformed };

  std::optional<Item> next_of_greeting(Octets& input);
  std::optional<Item> next_of_header(Octets& input);
  std::optional<Item> next_of_name(Octets& input);
  std::optional<Item> next_of_first_octet(Octets& input);
  std::optional<Item> next_of_body(Octets& input);
  template <typename Take>
  auto take(Octets& input, Take part);
  Octets take_body(Octets& input, std::uint64_t at_most);
  Octets unread() const { return octets_of(unread_).subspan(unread_from_); }
  std::uint64_t offset() const { return octets_ - unread().size(); }  ///< of the next octet
  Item end_with(Malformed fault);

  Limits limits_;
  State state_ = State::greeting;
  GreetingReader greeting_;
  bool greeting_told_ = false;
  std::string unread_;  ///< what was taken for a greeting and turned out to be the front of a frame of ZMTP 1.0
  std::size_t unread_from_ = 0;
  HeaderReader header_;
  Framing framing_ = Framing::v1;
  bool is_first_ = true;
  Item item_;
  std::uint64_t missing_ = 0;               ///< octets of the body
  std::optional<std::size_t> name_octets_;  ///< of a command, as its first octet claims
  std::optional<Digest> digest_;
  std::uint64_t octets_ = 0;
};

}  // namespace zassay::wire
