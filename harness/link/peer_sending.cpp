#include <algorithm>

#include "link/peer_connection.hpp"

namespace zassay::link {
namespace {

constexpr int writes_in_a_row = 16;
constexpr std::size_t longest_version_octets = 64;  // of what is sent: by then its version is known

}  // namespace

void PeerConnection::Send::next_piece() {
  const std::uint64_t all = payload.octets();
  if (pieces.single_octets) {
    piece_end = std::min(written + 1, all);
    return;
  }
  do {
    const bool is_rest = piece >= pieces.sizes.size();
    piece_end = is_rest ? all : written + std::min(pieces.sizes[piece++], all - written);
  } while (piece_end == written && piece_end < all);
}

void PeerConnection::send(std::uint64_t number, Payload payload, Pieces pieces) {
  Send made{number, std::move(payload), std::move(pieces)};
  made.next_piece();
  sends_.push_back(std::move(made));
  if (write_broken_ || finish_ != Finish::nothing) return give_up_sends("The peer's side is at its end.");
  if (sends_.size() == 1) advance();
}

void PeerConnection::finish(Finish how) {
  finish_ = std::max(finish_, how);
  advance();
}

/// Writes what can be written. Called again whenever that may be more.
void PeerConnection::advance() {
  for (int turn = 0; turn < writes_in_a_row; ++turn) {
    if (!stream_.is_open() || write_broken_) return;
    if (sends_.empty()) return finish_sending();
    if (!may_write() || !write_some()) return;
  }
  asio::post(core_.context(), [self = shared_from_this()] { self->advance(); });  // others have their turn
}

/// Whether the other side has read the piece before; if not, this is called again.
bool PeerConnection::may_write() {
  if (!piece_is_out_) return true;
  const Stream::Read read = stream_.is_read_by_other_side();
  if (read == Stream::Read::no) {
    watch_.ask_again([self = shared_from_this()] { self->advance(); });
    return false;
  }
  if (read == Stream::Read::acknowledged) sends_.front().is_acknowledged_only = true;
  piece_is_out_ = false;
  return true;
}

bool PeerConnection::write_some() {
  Send& send = sends_.front();
  const std::uint64_t left = send.piece_end - send.written;
  std::span<char> chunk(core_.chunk());
  chunk = chunk.first(send.payload.copy(send.written, chunk.first(std::min<std::uint64_t>(left, chunk.size()))));
  const Stream::Step step = chunk.empty() ? Stream::Step{Stream::Outcome::some} : stream_.write(chunk);
  if (step.outcome == Stream::Outcome::later) {
    stream_.when_writable([self = shared_from_this()] { self->advance(); });
    return false;
  }
  if (step.outcome == Stream::Outcome::broken) {
    write_broken_ = true;
    give_up_sends(note_of(step.error));
    if (read_ended_) take_break(step.error);  // else its reason can still be read
    return false;
  }
  note_own(chunk.first(step.octets));
  send.written += step.octets;
  if (send.written < send.piece_end) return true;
  piece_is_out_ = send.is_paced();
  watch_.begin();
  if (send.written == send.payload.octets()) {
    tell_send(send, Event::Kind::sent);
    sends_.pop_front();
  } else {
    send.next_piece();
  }
  return true;
}

/// What this side announces decides how the other's octets are read.
void PeerConnection::note_own(std::span<const char> octets) {
  if (own_version_known_ || octets.empty()) return;
  auto input = wire::octets_of({octets.data(), std::min(octets.size(), longest_version_octets)});
  while (own_reader_.next(input)) {
  }
  const auto major = own_reader_.major();
  if (major) {
    reader_.peer_speaks(*major);
    if (changer_) changer_->peer_speaks(*major);
    take({});  // what has come so far may mean something now
  }
  own_version_known_ = major || own_reader_.octets() >= longest_version_octets;
}

void PeerConnection::finish_sending() {
  if (finish_ == Finish::nothing) return;
  if (!fin_sent_) stream_.half_close();
  fin_sent_ = true;
  if (finish_ == Finish::close && !read_ended_) drain();
  if (finish_ == Finish::close || read_ended_) stream_.close();
}

void PeerConnection::give_up_sends(const std::string& note) {
  for (const Send& send : sends_) tell_send(send, Event::Kind::unsent, note);
  sends_.clear();
}

void PeerConnection::tell_send(const Send& send, Event::Kind kind, std::string note) {
  Event told = event(kind, own_side_);
  told.number = send.number;
  told.octets = send.written;
  told.note = std::move(note);
  if (send.is_acknowledged_only) {
    told.note += told.note.empty() ? "" : " ";
    told.note +=
        "The kernel does not tell what the other side has read: pieces followed when it had acknowledged them.";
  }
  core_.tell(std::move(told));
}

}  // namespace zassay::link
