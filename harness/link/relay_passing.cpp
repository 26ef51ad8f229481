// What a relay's connection does with the octets that it read: passing, stopping, ending.
#include "link/relay_link.hpp"

namespace zassay::link {
namespace {

constexpr int writes_in_a_row = 16;
constexpr std::chrono::seconds longest_delivery{1};

}  // namespace

void RelayLink::advance(Side sender) {
  Way& one = way(sender);
  for (int turn = 0; turn < writes_in_a_row; ++turn) {
    if (phase_ != Phase::passing) return;
    if (one.is_stopped()) return wait_to_read(sender);
    if (const auto verb = one.direction.verb_here()) {
      perform(sender, *verb);
      continue;
    }
    if (one.direction.next(shared_.armed).empty()) {
      if (one.direction.waiting() == 0) pass_end(sender);
      return wait_to_read(sender);
    }
    if (!pass_some(sender)) return;
  }
  asio::post(core_.context(), [self = shared_from_this(), sender] { self->advance(sender); });
}

/// Whether there may be more to do at once.
bool RelayLink::pass_some(Side sender) {
  Way& one = way(sender);
  Stream& goal = *from(other(sender));
  std::span<const char> octets = one.direction.next(shared_.armed);
  const auto again = [self = shared_from_this(), sender] { self->advance(sender); };
  if (one.trickles) {
    if (one.octet_is_out && goal.is_read_by_other_side() == Stream::Read::no) {
      one.watch.ask_again(again);
      return false;
    }
    octets = octets.first(1);
  }
  const Stream::Step step = goal.write(octets);
  one.is_blocked = step.outcome == Stream::Outcome::later;
  if (one.is_blocked) goal.when_writable(again);
  if (step.outcome == Stream::Outcome::broken) lose(sender, step.error);
  if (step.outcome != Stream::Outcome::some) return false;
  one.direction.pass(step.octets);
  one.octet_is_out = one.trickles;
  one.watch.begin();
  return true;
}

/// The other side takes nothing more. Why can mostly be read from it; not if it has ended before.
void RelayLink::lose(Side sender, int error) {
  way(sender).direction.drop();
  wait_to_read(sender);
  if (way(other(sender)).end == EndOf::fin) take_break(other(sender), error);
}

void RelayLink::pass_end(Side sender) {
  Way& one = way(sender);
  if (one.end == EndOf::nothing || one.end_passed) return;
  one.end_passed = true;
  if (one.end == EndOf::rst) return reset_when_delivered(std::nullopt);
  from(other(sender))->half_close();
  if (way(other(sender)).end == EndOf::fin && way(other(sender)).end_passed) close_all();
}

void RelayLink::perform(Side sender, const Verb& verb) {
  if (verb.kind == Verb::Kind::cut) return cut(verb.number, verb.ending);
  if (verb.kind == Verb::Kind::hold) return hold(sender, verb.number);
  stall(sender, verb.number);
  if (verb.both_ways) stall(other(sender), verb.number);
}

void RelayLink::hold(Side sender, std::uint64_t verb) {
  way(sender).held_by = verb;
  Event told = event(Event::Kind::held, sender);
  told.number = verb;
  told.octets = way(sender).direction.passed();
  core_.tell(std::move(told));
}

void RelayLink::stall(Side sender, std::uint64_t verb) {
  way(sender).stalled_by = verb;
  Event told = event(Event::Kind::stalled, sender);
  told.number = verb;
  told.octets = way(sender).direction.passed();
  core_.tell(std::move(told));
  wait_to_read(sender);
}

void RelayLink::release(Side sender) {
  if (!way(sender).held_by) return;
  Event told = event(Event::Kind::released, sender);
  told.number = *std::exchange(way(sender).held_by, std::nullopt);
  told.octets = way(sender).direction.passed();
  core_.tell(std::move(told));
  advance(sender);
}

void RelayLink::resume(Side sender) {
  if (!way(sender).stalled_by) return;
  Event told = event(Event::Kind::resumed, sender);
  told.number = *std::exchange(way(sender).stalled_by, std::nullopt);
  told.octets = way(sender).direction.passed();
  core_.tell(std::move(told));
  advance(sender);
}

void RelayLink::trickle(Side sender, bool on) {
  way(sender).trickles = on;
  advance(sender);
}

Direction::Found RelayLink::place(Side sender, const Verb& verb) { return way(sender).direction.place(verb); }

void RelayLink::disarm(std::uint64_t verb) {
  for (const auto& one : ways_) one->direction.disarm(verb);
}

void RelayLink::cut(std::uint64_t verb, Ending ending) {
  if (phase_ != Phase::passing && phase_ != Phase::connecting) return;
  Event told = event(Event::Kind::cut, Side::connecting);
  told.number = verb;
  for (const Side side : {Side::connecting, Side::listening}) {
    told.passed[index_of(side)] = way(side).direction.passed();
    way(side).direction.drop();
    way(side).watch.stop();
  }
  if (phase_ == Phase::connecting) connector_->stop();
  if (ending == Ending::rst) return reset_when_delivered(std::move(told));
  phase_ = Phase::draining;
  core_.tell(std::move(told));
  bool is_open = false;
  for (const Side side : {Side::connecting, Side::listening}) {
    Stream* const stream = from(side);
    if (!stream || !stream->is_open()) continue;
    stream->half_close();
    if (way(side).end == EndOf::fin) stream->close();
    is_open = is_open || stream->is_open();
    wait_to_read(side);
  }
  if (!is_open) close_all();
}

/// A RST makes the kernel forget what it has not sent: it waits until the other kernel has all that was passed, as long
/// as that goes forward.
void RelayLink::reset_when_delivered(std::optional<Event> told) {
  phase_ = Phase::resetting;
  delivery_.told = std::move(told);
  delivery_.since = std::chrono::steady_clock::now();
  look_at_delivery();
}

void RelayLink::look_at_delivery() {
  if (phase_ != Phase::resetting) return;
  std::int64_t left = 0;
  for (const auto& stream : streams_) {
    if (stream && !stream->is_unix()) left += stream->unacknowledged_octets();
  }
  const auto now = std::chrono::steady_clock::now();
  if (left < delivery_.left) delivery_.since = now;
  delivery_.left = left;
  if (left > 0 && now - delivery_.since < longest_delivery) {
    return delivery_.watch.ask_again([self = shared_from_this()] { self->look_at_delivery(); });
  }
  end();
  if (!delivery_.told) return;
  if (left > 0) delivery_.told->note = std::to_string(left) + " octets of what was passed had not arrived.";
  core_.tell(std::move(*delivery_.told));
}

}  // namespace zassay::link
