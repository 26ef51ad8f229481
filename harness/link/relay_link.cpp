#include "link/relay_link.hpp"

namespace zassay::link {
namespace {

constexpr std::uint64_t room_octets = 128 << 10;         // waiting to be written, of what passes
constexpr std::uint64_t room_when_stopped = 1024 << 10;  // so that what comes meanwhile is told, and an end is seen
constexpr int reads_in_a_row = 4;                        // then others have their turn

}  // namespace

RelayLink::Way::Way(Core& core, Event heading, const RelayShared& shared, Side sender)
    : direction(core, std::move(heading), shared.options.kept_octets, shared.changes[index_of(sender)]),
      watch(core),
      trickles(shared.trickles[index_of(sender)]),
      reads(shared.reads[index_of(sender)]) {}

RelayLink::RelayLink(RelayShared& shared, std::uint64_t number, Descriptor accepted)
    : shared_(shared), core_(shared.core), number_(number), delivery_(shared.core) {
  for (const Side side : {Side::connecting, Side::listening}) {
    ways_[index_of(side)] = std::make_unique<Way>(core_, event(Event::Kind::item, side), shared_, side);
  }
  streams_[index_of(Side::connecting)] = std::make_unique<Stream>(core_, std::move(accepted));
}

void RelayLink::start(const Address& target) {
  Connector::Handlers handlers;
  const std::weak_ptr<RelayLink> weak = weak_from_this();
  handlers.connected = [weak](Descriptor socket) {
    if (const auto self = weak.lock()) self->take_target(std::move(socket));
  };
  handlers.refused = [weak](int error) {
    const auto self = weak.lock();
    return self && self->take_refusal(error);
  };
  connector_ = std::make_shared<Connector>(core_, target, shared_.buffers(),
                                           std::chrono::milliseconds(shared_.options.try_again_ms), handlers);
  connector_->start();
}

void RelayLink::take_target(Descriptor connected) {
  streams_[index_of(Side::listening)] = std::make_unique<Stream>(core_, std::move(connected));
  phase_ = Phase::passing;
  core_.tell(event(Event::Kind::opened, Side::connecting));
  for (const Side side : {Side::connecting, Side::listening}) wait_to_read(side);
}

bool RelayLink::take_refusal(int error) {
  if (!std::exchange(refusal_told_, true)) {
    Event told = event(Event::Kind::refused, Side::listening);
    told.note = note_of(error);
    core_.tell(std::move(told));
  }
  Stream& accepted = *from(Side::connecting);
  if (shared_.options.resets_when_refused) accepted.reset();
  if (accepted.is_open() && !accepted.has_hung_up()) return true;
  if (accepted.is_open()) core_.tell(event(Event::Kind::closed, Side::connecting));
  close_all();
  return false;
}

void RelayLink::close_all() {
  phase_ = Phase::ended;
  if (connector_) connector_->stop();
  delivery_.watch.stop();
  for (const auto& stream : streams_) {
    if (stream) stream->close();
  }
  for (const auto& one : ways_) one->watch.stop();
}

void RelayLink::end() {
  for (const auto& stream : streams_) {
    if (stream) stream->reset();
  }
  close_all();
}

bool RelayLink::has_room(const Way& way) const {
  return way.direction.waiting() < (way.is_stopped() ? room_when_stopped : room_octets);
}

void RelayLink::wait_to_read(Side sender) {
  const bool drains = phase_ == Phase::draining;
  const Way& one = way(sender);
  if (one.end != EndOf::nothing || (phase_ != Phase::passing && !drains)) return;
  if (!drains && (!one.reads || !has_room(one))) return;
  from(sender)->when_readable([self = shared_from_this(), sender] {
    self->phase_ == Phase::draining ? self->drain(sender) : self->read_some(sender);
  });
}

void RelayLink::read_some(Side sender) {
  for (int turn = 0; turn < reads_in_a_row; ++turn) {
    const Way& one = way(sender);
    // Where it may not read now, it waits again when that changes.
    if (phase_ != Phase::passing || !one.reads || !has_room(one) || one.end != EndOf::nothing) return;
    const std::span<char> room = core_.room([self = shared_from_this(), sender] { self->wait_to_read(sender); });
    if (room.empty()) return;
    const Stream::Step step = from(sender)->read(room);
    if (step.outcome == Stream::Outcome::ended) return take_end(sender);
    if (step.outcome == Stream::Outcome::broken) return take_break(sender, step.error);
    take(sender, room.first(step.octets));
    if (step.octets < room.size()) break;  // there is no more
  }
  wait_to_read(sender);
}

void RelayLink::take(Side sender, std::span<const char> octets) {
  Direction& direction = way(sender).direction;
  const std::size_t armed = shared_.armed.all().size();
  direction.take(octets, shared_.armed);
  if (shared_.armed.all().size() < armed) shared_.advance_all();  // others may have kept octets back for it
  core_.tell_now();                                               // who sees what passed finds it told
  tell_versions(sender);
  advance(sender);
  direction.settle();
}

void RelayLink::tell_versions(Side sender) {
  if (const auto major = way(sender).direction.major()) way(other(sender)).direction.peer_speaks(*major);
}

void RelayLink::take_end(Side sender) {
  way(sender).end = EndOf::fin;
  way(sender).direction.end();
  Event told = event(Event::Kind::closed, sender);
  told.octets = way(sender).direction.read();
  core_.tell(std::move(told));
  advance(sender);
}

void RelayLink::take_break(Side sender, int error) {
  if (way(sender).end == EndOf::rst) return;
  way(sender).end = EndOf::rst;
  way(sender).end_passed = false;
  way(sender).direction.end();
  Event told = event(Event::Kind::reset, sender);
  told.octets = way(sender).direction.read();
  told.note = note_of(error);
  core_.tell(std::move(told));
  from(sender)->close();
  way(other(sender)).direction.drop();
  advance(sender);
}

/// After a cut: what comes is lost, until the side ends.
void RelayLink::drain(Side sender) {
  const Stream::Step step = from(sender)->read(core_.chunk());
  if (step.outcome == Stream::Outcome::ended || step.outcome == Stream::Outcome::broken) {
    way(sender).end = EndOf::fin;
    from(sender)->close();
    const Stream* const rest = from(other(sender));
    if (!rest || !rest->is_open()) close_all();
  } else {
    wait_to_read(sender);
  }
}

void RelayLink::read(Side sender, bool on) {
  way(sender).reads = on;
  wait_to_read(sender);
}

void RelayLink::look(Quiet& quiet) {
  if (phase_ == Phase::connecting) connector_->look(quiet);
  if (phase_ == Phase::resetting) ++quiet.unwritten_octets;  // of the end that is still to come
  for (const Side sender : {Side::connecting, Side::listening}) {
    Stream* const stream = from(sender);
    const Way& one = way(sender);
    if (stream && stream->is_open()) {
      quiet.descriptors.push_back(stream->number());
      const bool reads = phase_ == Phase::draining || (one.reads && has_room(one));
      if (reads && phase_ != Phase::resetting && one.end == EndOf::nothing) {
        quiet.readable_octets += stream->readable_octets();
      }
    }
    const std::uint64_t passable = one.is_stopped() ? 0 : one.direction.next(shared_.armed).size();
    Stream* const goal = from(other(sender));
    const bool is_full = one.is_blocked && goal && !goal->is_writable();
    (is_full ? quiet.blocked_octets : quiet.unwritten_octets) += passable;
    quiet.kept_octets += one.direction.waiting() - passable;
  }
}

Event RelayLink::event(Event::Kind kind, Side side) const {
  Event told;
  told.kind = kind;
  told.name = shared_.options.name;
  told.connection = number_;
  told.side = side;
  return told;
}

}  // namespace zassay::link
