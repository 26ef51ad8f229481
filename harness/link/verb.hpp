#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "link/naming.hpp"
#include "link/relay.hpp"

namespace zassay::link {

/// A hold, a cut or a stall, as it was asked for.
struct Verb {
  enum class Kind { hold, cut, stall };
  std::uint64_t number = 0;
  Kind kind = Kind::hold;
  Point point;  ///< of a hold: within 0 octets
  Ending ending = Ending::fin;
  bool both_ways = false;

  bool is_about_octets() const { return point.where.what == "octets"; }
  bool fits(Side side, std::uint64_t connection) const;
};

/// A verb that was met: what it does is done when this octet would be the next to pass.
struct Mark {
  std::uint64_t position = 0;
  Verb verb;
};

/// Something that began on a direction and has not passed as a whole.
struct Begun {
  std::uint64_t position = 0;           ///< of its first octet
  std::uint64_t last_verb = 0;          ///< the number of the last verb that was armed by then
  std::optional<std::uint64_t> octets;  ///< of all of it; of a greeting not known at once
  Naming::Names names;

  bool has_passed(std::uint64_t passed) const { return octets && position + *octets <= passed; }
};

/// The verbs of a relay that are armed.
class ArmedVerbs {
 public:
  std::uint64_t next_number() { return ++last_number_; }
  std::uint64_t last_number() const { return last_number_; }
  void arm(Verb verb) { verbs_.push_back(std::move(verb)); }
  void disarm(std::uint64_t number) {
    std::erase_if(verbs_, [number](const Verb& verb) { return verb.number == number; });
  }
  /// Takes out the first verb for which it is true.
  template <typename Match>
  std::optional<Verb> take(Match match) {
    const auto found = std::find_if(verbs_.begin(), verbs_.end(), match);
    if (found == verbs_.end()) return std::nullopt;
    Verb verb = std::move(*found);
    verbs_.erase(found);
    return verb;
  }
  const std::vector<Verb>& all() const { return verbs_; }

 private:
  std::vector<Verb> verbs_;
  std::uint64_t last_number_ = 0;
};

}  // namespace zassay::link
