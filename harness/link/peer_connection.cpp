#include "link/peer_connection.hpp"

namespace zassay::link {
namespace {

constexpr int drain_rounds = 64;

wire::ItemReader::Limits only_version() {
  wire::ItemReader::Limits limits;
  limits.kept_octets = 0;
  limits.hashes = false;
  return limits;
}

}  // namespace

PeerConnection::PeerConnection(Core& core, const PeerOptions& options, Side own_side, std::uint64_t number,
                               Descriptor socket)
    : core_(core),
      name_(options.name),
      own_side_(own_side),
      number_(number),
      stream_(core, std::move(socket)),
      watch_(core),
      reads_(options.reads),
      reader_(options.reading),
      own_reader_(only_version()) {
  if (options.change) changer_.emplace(options.change);
}

void PeerConnection::start() {
  core_.tell(event(Event::Kind::opened, own_side_));
  wait_to_read();
}

void PeerConnection::reset() {
  stream_.reset();
  watch_.stop();
  give_up_sends("The peer reset the connection.");
}

void PeerConnection::read_on() {
  reads_ = true;
  wait_to_read();
}

void PeerConnection::end() {
  stream_.reset();
  watch_.stop();
  sends_.clear();
}

void PeerConnection::look(Quiet& quiet) {
  if (!stream_.is_open()) return;
  quiet.descriptors.push_back(stream_.number());
  if (reads_ && !read_ended_) quiet.readable_octets += stream_.readable_octets();
  quiet.sends += sends_.size();
}

void PeerConnection::wait_to_read() {
  if (!reads_ || read_ended_) return;
  stream_.when_readable([self = shared_from_this()] { self->read_some(); });
}

void PeerConnection::read_some() {
  if (!reads_) return;
  const std::span<char> room = core_.room([self = shared_from_this()] { self->wait_to_read(); });
  if (room.empty()) return;
  const Stream::Step step = stream_.read(room);
  if (step.outcome == Stream::Outcome::some) take(room.first(step.octets));
  if (step.outcome == Stream::Outcome::ended) return take_end();
  if (step.outcome == Stream::Outcome::broken) return take_break(step.error);
  wait_to_read();
}

void PeerConnection::take(std::span<const char> octets) {
  received_ += octets.size();
  std::string changed;
  if (changer_) {
    changed = changer_->take(octets);
    octets = changed;
  }
  Event told = event(Event::Kind::item, other(own_side_));
  told.when = std::chrono::steady_clock::now();
  auto input = wire::octets_of({octets.data(), octets.size()});
  while (auto item = reader_.next(input)) {
    told.item = std::move(*item);
    core_.tell(told);
  }
}

void PeerConnection::take_end() {
  read_ended_ = true;
  Event told = event(Event::Kind::closed, other(own_side_));
  told.octets = received_;
  core_.tell(std::move(told));
  if (fin_sent_) stream_.close();
}

void PeerConnection::take_break(int error) {
  Event told = event(Event::Kind::reset, other(own_side_));
  told.octets = received_;
  told.note = note_of(error);
  core_.tell(std::move(told));
  stream_.close();
  watch_.stop();
  give_up_sends(note_of(error));
}

/// Takes what has come in, so that the kernel ends the connection by FIN. What there is no room for is not told.
void PeerConnection::drain() {
  for (int round = 0; round < drain_rounds && !read_ended_; ++round) {
    const bool is_told = !core_.room([] {}).empty();
    const Stream::Step step = stream_.read(core_.chunk());
    if (step.outcome == Stream::Outcome::later) return;
    if (step.outcome == Stream::Outcome::ended) return take_end();
    if (step.outcome == Stream::Outcome::broken) return take_break(step.error);
    if (is_told) take({core_.chunk().data(), step.octets});
  }
}

Event PeerConnection::event(Event::Kind kind, Side side) const {
  Event told;
  told.kind = kind;
  told.name = name_;
  told.connection = number_;
  told.side = side;
  return told;
}

}  // namespace zassay::link
