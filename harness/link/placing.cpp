// Where on a direction a verb takes place.
#include <algorithm>

#include "link/direction.hpp"

namespace zassay::link {

bool Verb::fits(Side side, std::uint64_t connection) const {
  return (!point.where.side || *point.where.side == side) &&
         (point.where.connection == 0 || point.where.connection == connection);
}

void Direction::begin(Begun begun, ArmedVerbs& armed) {
  if (is_dropped_) return;
  begun.last_verb = armed.last_number();
  begun_.push_back(begun);
  place_armed(armed);
}

/// Looks at what came last: what began before was looked at when it did, or when the verb was armed.
void Direction::place_armed(ArmedVerbs& armed) {
  if (is_dropped_ || armed.all().empty()) return;
  while (armed.take(
      [this](const Verb& verb) { return verb.fits(heading_.side, heading_.connection) && place_in_last(verb); })) {
  }
}

bool Direction::place_in_last(const Verb& verb) {
  if (verb.is_about_octets()) return place_octets(verb) == Found::placed;
  const std::optional<Naming::Id> what = naming_.find(verb.point.where.what);
  if (!what || begun_.empty()) return false;
  const auto position = position_in(verb, begun_.back(), *what);
  if (position) add_mark(*position, verb);
  return position.has_value();
}

Direction::Found Direction::place(const Verb& verb) {
  if (is_dropped_) return Found::not_yet;
  if (verb.is_about_octets()) return place_octets(verb);
  const std::optional<Naming::Id> what = naming_.find(verb.point.where.what);
  if (!what) return Found::not_yet;
  for (const Begun& begun : begun_) {
    if (const auto position = position_in(verb, begun, *what)) {
      add_mark(*position, verb);
      return Found::placed;
    }
  }
  // Those that are under way and not known as a whole are still to be met.
  const std::uint64_t number = verb.point.where.number;
  const bool is_under_way = std::any_of(begun_.begin(), begun_.end(), [](const Begun& begun) { return !begun.octets; });
  return number == 0 || number > naming_.count(*what) || is_under_way ? Found::not_yet : Found::passed;
}

Direction::Found Direction::place_octets(const Verb& verb) {
  const std::uint64_t number = verb.point.where.number == 0 ? passed_ + 1 : verb.point.where.number;
  if (number > taken_) return Found::not_yet;
  const std::uint64_t inside =
      verb.point.kind == Point::Kind::after ? 1 : std::min<std::uint64_t>(verb.point.octets, 1);
  const std::uint64_t position = number - 1 + inside;
  if (position < passed_) return Found::passed;
  add_mark(position, verb);
  return Found::placed;
}

/// Where a verb takes place in something that began, if that is what it is about and the place has not passed.
std::optional<std::uint64_t> Direction::position_in(const Verb& verb, const Begun& begun, Naming::Id what) const {
  const std::uint64_t number = verb.point.where.number;
  const bool is_it = std::any_of(begun.names.begin(), begun.names.end(), [=](const Naming::Name& name) {
    return name.id == what && (number == 0 || name.number == number);
  });
  const bool began_later = verb.number <= begun.last_verb || begun.position >= passed_;
  if (!is_it || (number == 0 && !began_later)) return std::nullopt;
  std::uint64_t inside = verb.point.octets;
  if (verb.point.kind == Point::Kind::after) {
    if (!begun.octets) return std::nullopt;
    inside = *begun.octets;
  } else if (begun.octets) {
    inside = std::min(inside, *begun.octets);
  } else if (inside > wire::Greeting::signature_octets) {
    return std::nullopt;
  }
  const std::uint64_t position = begun.position + inside;
  return position < passed_ ? std::nullopt : std::optional(position);
}

/// Of several at one place the one that was met first comes first.
void Direction::add_mark(std::uint64_t position, const Verb& verb) {
  const auto behind = std::upper_bound(marks_.begin(), marks_.end(), position,
                                       [](std::uint64_t at, const Mark& mark) { return at < mark.position; });
  marks_.insert(behind, Mark{position, verb});
}

void Direction::disarm(std::uint64_t number) {
  std::erase_if(marks_, [number](const Mark& mark) { return mark.verb.number == number; });
}

}  // namespace zassay::link
