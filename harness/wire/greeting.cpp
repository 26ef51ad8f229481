#include "wire/greeting.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zassay::wire {
namespace {

constexpr std::size_t revision_at = 10;
constexpr std::size_t mechanism_at = 12;
constexpr std::size_t as_server_at = 32;
constexpr std::size_t filler_at = 33;

// The grammar of RFC 37 has also . and +, which its prose has not.
bool is_mechanism_letter(std::uint8_t octet) {
  return (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9') || octet == '-' || octet == '_' ||
         octet == '.' || octet == '+';
}

void add_fault(std::vector<Malformed>& faults, const char* code, std::size_t offset, std::string sentence) {
  faults.push_back(Malformed{code, offset, std::move(sentence)});
}

void look_at_mechanism(const Greeting& greeting, std::vector<Malformed>& faults) {
  const auto& field = greeting.mechanism;
  const auto* const end = std::find(field.begin(), field.end(), 0);
  const auto* const wrong = std::find_if_not(field.begin(), end, is_mechanism_letter);
  if (end == field.begin()) {
    add_fault(faults, "mechanism-name", mechanism_at, "the mechanism has no name");
  } else if (wrong != end) {
    add_fault(faults, "mechanism-name", mechanism_at + static_cast<std::size_t>(wrong - field.begin()),
              fmt::format("the name of the mechanism has an octet 0x{:02X}: allowed are upper-case letters, digits and "
                          "the characters - _ . +",
                          *wrong));
  }
  const auto* const rest = std::find_if(end, field.end(), [](std::uint8_t octet) { return octet != 0; });
  if (rest != field.end()) {
    add_fault(faults, "mechanism-padding", mechanism_at + static_cast<std::size_t>(rest - field.begin()),
              "the name of the mechanism is padded with something else than NUL");
  }
}

}  // namespace

void Greeting::set_mechanism(std::string_view name) {
  mechanism.fill(0);
  std::copy_n(name.begin(), std::min(name.size(), mechanism.size()), mechanism.begin());
}

std::string Greeting::mechanism_name() const {
  return std::string(mechanism.begin(), std::find(mechanism.begin(), mechanism.end(), 0));
}

std::uint8_t socket_type_number(std::string_view type) {
  constexpr std::array<std::string_view, 9> numbered{"PAIR",   "PUB",    "SUB",  "REQ", "REP",
                                                     "DEALER", "ROUTER", "PULL", "PUSH"};
  const auto found = std::find(numbered.begin(), numbered.end(), type);
  return found == numbered.end() ? 255 : static_cast<std::uint8_t>(found - numbered.begin());
}

std::string encode(const Greeting& greeting) {
  std::string octets;
  const auto append = [&octets](const auto& field) { octets.append(text_of(field)); };
  octets.push_back(static_cast<char>(greeting.signature_first));
  append(greeting.padding);
  octets.push_back(static_cast<char>(greeting.signature_last));
  octets.push_back(static_cast<char>(greeting.major));
  if (greeting.form == Greeting::Form::revision) {
    octets.push_back(static_cast<char>(greeting.socket_type));
    return octets;
  }
  octets.push_back(static_cast<char>(greeting.minor));
  append(greeting.mechanism);
  octets.push_back(static_cast<char>(greeting.as_server));
  append(greeting.filler);
  return octets;
}

Greeting read_greeting(Octets octets, Greeting::Form form) {
  std::array<std::uint8_t, Greeting::full_octets> all{};
  std::copy_n(octets.begin(), std::min(octets.size(), all.size()), all.begin());
  Greeting greeting;
  greeting.form = form;
  greeting.signature_first = all[0];
  std::copy_n(all.begin() + 1, greeting.padding.size(), greeting.padding.begin());
  greeting.signature_last = all[revision_at - 1];
  greeting.major = all[revision_at];
  if (form == Greeting::Form::revision) {
    greeting.socket_type = all[revision_at + 1];
    return greeting;
  }
  greeting.minor = all[revision_at + 1];
  std::copy_n(all.begin() + mechanism_at, greeting.mechanism.size(), greeting.mechanism.begin());
  greeting.as_server = all[as_server_at];
  std::copy_n(all.begin() + filler_at, greeting.filler.size(), greeting.filler.begin());
  return greeting;
}

std::vector<Malformed> faults_of(const Greeting& greeting) {
  std::vector<Malformed> faults;
  if (greeting.signature_first != 0xFF) {
    add_fault(faults, "signature", 0, "the signature does not begin with 0xFF");
  }
  if (greeting.signature_last != 0x7F) {
    add_fault(faults, "signature", Greeting::signature_octets - 1, "the signature does not end with 0x7F");
  }
  if (greeting.form == Greeting::Form::revision) {
    // RFC 15: final-release 0x01, and socket types 0 to 8. A side that steps back has announced its own version before.
    if (greeting.socket_type > 8) {
      add_fault(faults, "socket-type", revision_at + 1,
                fmt::format("{} is no socket type of ZMTP 2.0: they are 0 to 8", greeting.socket_type));
    }
    return faults;
  }
  if (greeting.major < 3) {
    add_fault(faults, "version", revision_at, fmt::format("version {} has no greeting like this", greeting.major));
  }
  look_at_mechanism(greeting, faults);
  if (greeting.as_server > 1) {
    add_fault(faults, "as-server", as_server_at, fmt::format("as-server is {}, not 0 or 1", greeting.as_server));
  } else if (greeting.as_server == 1 && greeting.mechanism_name() == "NULL") {
    add_fault(faults, "as-server", as_server_at, "as-server is 1, and the mechanism NULL has no server");
  }
  const auto& filler = greeting.filler;
  const auto* const wrong = std::find_if(filler.begin(), filler.end(), [](std::uint8_t octet) { return octet != 0; });
  if (wrong != filler.end()) {
    add_fault(faults, "filler", filler_at + static_cast<std::size_t>(wrong - filler.begin()),
              "the filler of the greeting is not all zero");
  }
  return faults;
}

GreetingReader::Finding GreetingReader::take(Octets& input) {
  const Finding before = finding_;
  for (;;) {
    finding_ = look(input);
    if (finding_ != before || finding_ == Finding::complete || input.empty()) return finding_;
    octets_[count_++] = input.front();
    input = input.subspan(1);
  }
}

GreetingReader::Finding GreetingReader::look(Octets input) {
  if (finding_ == Finding::unversioned || finding_ == Finding::complete) return finding_;
  if (count_ == 0) return Finding::undecided;
  // RFC 37, "Backwards Interoperability": these two tell a 1.0 side apart, whose ninth octet behind 0xFF is a flags
  // octet.
  if (octets_[0] != 0xFF) return Finding::unversioned;
  if (count_ < Greeting::signature_octets) return Finding::undecided;
  if ((octets_[Greeting::signature_octets - 1] & 1) == 0) return Finding::unversioned;
  // A side that has seen a 1.0 peer goes on as if its signature had been the long header of its identity.
  if (count_ <= revision_at + 1 && peer_major_ == 1) return Finding::unversioned;
  if (count_ <= revision_at) return Finding::undecided;
  return look_behind_version(input);
}

GreetingReader::Finding GreetingReader::look_behind_version(Octets input) {
  const int own = octets_[revision_at];
  if (count_ == revision_at + 1) {
    const bool steps_back = peer_major_ && (*peer_major_ == 0 || *peer_major_ == 2);
    form_ = own < 3 || steps_back ? Greeting::Form::revision : Greeting::Form::full;
  }
  if (form_ == Greeting::Form::full) return count_ == Greeting::full_octets ? Finding::complete : Finding::versioned;
  if (count_ < Greeting::revision_octets) return Finding::versioned;
  // Not every side takes revision 2 for ZMTP 2.0, as RFC 37 has it (libzmq goes on as in 3.1), and not every side steps
  // back. The next octet, which is not taken, tells: the flags of a short identity, or the first letter of a mechanism.
  if (own >= 2 && peer_major_ != 0) {
    if (input.empty()) return Finding::versioned;
    if (input.front() != 0) {
      form_ = Greeting::Form::full;
      return Finding::versioned;
    }
  }
  return Finding::complete;
}

std::optional<int> GreetingReader::major() const {
  if (count_ > revision_at) {
    const int revision = octets_[revision_at];
    if (finding_ == Finding::versioned || finding_ == Finding::complete) {
      return revision == 1 || revision == 2 ? 2 : revision;
    }
  }
  // A side that stepped back still speaks what it speaks, but it never said what that is.
  if (finding_ == Finding::unversioned) return 1;
  return std::nullopt;
}

Framing GreetingReader::framing() const {
  if (finding_ == Finding::unversioned) return Framing::v1;
  if (form_ == Greeting::Form::full) return Framing::v3;
  // Revision 0 is libzmq's own: a greeting as of 2.0, followed by frames as of 1.0.
  return octets_[revision_at] == 0 || peer_major_ == 0 ? Framing::v1 : Framing::v2;
}

}  // namespace zassay::wire
