#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "link/changer.hpp"
#include "link/core.hpp"
#include "link/naming.hpp"
#include "link/signature.hpp"
#include "link/verb.hpp"

namespace zassay::link {

/// What one side of a relay's connection sends, on its way: reads what it is, tells it, and knows how far it may pass.
/// No I/O. Positions count octets from the first that this side sent, behind its change if there is one.
class Direction {
 public:
  /// `heading` has the name, connection and side of its events.
  Direction(Core& core, Event heading, std::size_t kept_octets, const Change& change);

  /// Takes octets. They are looked at only until `settle`, which keeps what did not pass.
  void take(std::span<const char> octets, ArmedVerbs& armed);
  void settle();

  /// The next octets that may pass.
  std::span<const char> next(const ArmedVerbs& armed) const;
  void pass(std::size_t octets);
  /// What takes place here and now, if something does; given once.
  std::optional<Verb> verb_here();

  enum class Found { placed, not_yet, passed };
  /// Looks for what a verb is about among what began and has not passed. Placed, it takes place when that is reached.
  Found place(const Verb& verb);
  void disarm(std::uint64_t number);

  /// The side has ended: what was not decided never will be.
  void end() { is_decided_ = true; }
  /// Nothing passes any more: what waits and what comes is lost, and no verb is met here. What comes is still told.
  void drop();

  void peer_speaks(int major);
  std::optional<int> major() const { return reader_.major(); }
  std::uint64_t read() const { return reader_.octets(); }
  std::uint64_t passed() const { return passed_; }
  std::uint64_t waiting() const { return taken_ - passed_; }

 private:
  void take_item(wire::Item& item, ArmedVerbs& armed);
  void begin(Begun begun, ArmedVerbs& armed);
  void place_armed(ArmedVerbs& armed);
  bool place_in_last(const Verb& verb);
  Found place_octets(const Verb& verb);
  std::optional<std::uint64_t> position_in(const Verb& verb, const Begun& begun, Naming::Id what) const;
  void add_mark(std::uint64_t position, const Verb& verb);
  bool keeps_undecided(const ArmedVerbs& armed) const;

  Core& core_;
  Event heading_;
  std::size_t kept_octets_;
  std::optional<Changer> changer_;
  std::string changed_;
  wire::ItemReader reader_;
  SignatureWatch signature_;
  Naming naming_;

  std::string waiting_;
  std::size_t waiting_from_ = 0;
  std::span<const char> fresh_;  ///< behind `waiting_`, in somebody else's memory

  std::uint64_t taken_ = 0;
  std::uint64_t passed_ = 0;
  std::uint64_t item_from_ = 0;  ///< where the item begins that is not complete
  bool item_is_known_ = false;   ///< what it is
  bool greeting_began_ = false;
  bool is_decided_ = false;  ///< nothing that comes is an item any more
  bool is_dropped_ = false;
  std::deque<Begun> begun_;
  std::vector<Mark> marks_;  ///< by position
};

}  // namespace zassay::link
