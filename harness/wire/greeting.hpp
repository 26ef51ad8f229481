#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/malformed.hpp"
#include "wire/octets.hpp"

namespace zassay::wire {

/// How frames look behind a greeting. A sender of ZMTP 2.0 may not set the COMMAND flag; else v2 and v3 are the same.
enum class Framing { v1, v2, v3 };

/// What a side sends before its first frame. Every octet can be set, also to what no RFC allows. ZMTP 1.0 has no
/// greeting: its identity is its first frame.
struct Greeting {
  enum class Form {
    full,      ///< ZMTP 3.x: 64 octets (RFC 37, "Formal Grammar")
    revision,  ///< ZMTP 2.0: signature, revision and socket type, 12 octets (RFC 15, "Formal Grammar")
  };
  Form form = Form::full;
  std::uint8_t signature_first = 0xFF;
  std::array<std::uint8_t, 8> padding{};  ///< the length of a 1.0 identity plus one, to a side that tells 1.0 apart
  std::uint8_t signature_last = 0x7F;
  std::uint8_t major = 3;                    ///< of 2.0 the revision: 1
  std::uint8_t socket_type = 0;              ///< of the form `revision` only: its number in RFC 15
  std::uint8_t minor = 1;                    ///< from here on of the form `full` only
  std::array<std::uint8_t, 20> mechanism{};  ///< its name and NULs
  std::uint8_t as_server = 0;
  std::array<std::uint8_t, 31> filler{};

  static constexpr std::size_t signature_octets = 10;
  static constexpr std::size_t full_octets = 64;
  static constexpr std::size_t revision_octets = 12;

  /// A name longer than 20 octets loses its end.
  void set_mechanism(std::string_view name);
  std::string mechanism_name() const;  ///< what stands before the first NUL
  std::size_t octets() const { return form == Form::full ? full_octets : revision_octets; }

  bool operator==(const Greeting&) const = default;
};

std::string encode(const Greeting& greeting);

/// The octet that names a socket type in a greeting of ZMTP 2.0 (RFC 15, "Formal Grammar"); 255 for those that came
/// later.
std::uint8_t socket_type_number(std::string_view type);

/// Reads a greeting from its first octets; those that are missing count as zero.
Greeting read_greeting(Octets octets, Greeting::Form form);

/// Everything in a greeting that RFC 37 (of the form `revision`: RFC 15) does not allow, in the order of its octets.
/// The padding of the signature is never at fault: a receiver attaches no meaning to it.
std::vector<Malformed> faults_of(const Greeting& greeting);

/// What the octets that a side sends first are. That may depend on what the other side announced: a side steps back to
/// what an older one can read (RFC 37, "Backwards Interoperability").
class GreetingReader {
 public:
  enum class Finding {
    undecided,    ///< more octets are needed
    unversioned,  ///< ZMTP 1.0: octets() are the first ones of its first frame
    versioned,    ///< the version and therefore the form are known, the greeting goes on
    complete,
  };

  /// The major version that the other side announces; see ItemReader.
  void peer_speaks(int major) { peer_major_ = major; }

  /// Takes octets from the front of `input` until the finding is another one.
  Finding take(Octets& input);

  Octets octets() const { return {octets_.data(), count_}; }
  std::optional<int> major() const;  ///< 1: no signature; 2: revision 1 or 2; else the octet behind the signature
  Greeting greeting() const { return read_greeting(octets(), form_); }  ///< means something from `versioned` on
  Framing framing() const;                                              ///< of what follows

 private:
  Finding look(Octets input);
  Finding look_behind_version(Octets input);

  std::array<std::uint8_t, Greeting::full_octets> octets_{};
  std::size_t count_ = 0;
  std::optional<int> peer_major_;
  Finding finding_ = Finding::undecided;
  Greeting::Form form_ = Greeting::Form::full;
};

}  // namespace zassay::wire
