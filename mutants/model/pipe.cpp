#include "mutants/model/pipe.hpp"

#include <utility>

#include "mutants/model/defect.hpp"
#include "mutants/model/socket.hpp"

namespace zassay::model {
namespace {

/// How many messages wait at the other ends of all pipes of a socket.
std::size_t waiting_at_all_peers(const Socket& socket) {
  std::size_t all = 0;
  for (const auto& pipe : socket.pipes()) all += pipe->peer != nullptr ? pipe->peer->queue.size() : 0;
  return all;
}

/// How many messages wait for the peer.
std::size_t waiting(const Pipe& pipe) {
  if (defect(Defect::shared_outgoing_queue)) return waiting_at_all_peers(*pipe.owner);
  if (defect(Defect::shared_incoming_queue) && pipe.peer->owner != nullptr) return pipe.peer->owner->unread();
  if (!defect(Defect::hwm_counts_frames)) return pipe.peer->queue.size();
  std::size_t frames = 0;
  for (const Message& message : pipe.peer->queue) frames += message.size();
  return frames;
}

bool conflates(const Pipe& pipe) { return pipe.owner != nullptr && pipe.owner->options().conflate != 0; }

}  // namespace

int mark_of(const Pipe& pipe) {
  const int of_sender = pipe.owner->options().send_mark;
  if (pipe.peer->owner == nullptr || defect(Defect::marks_do_not_add_up)) return of_sender;
  const int of_receiver = defect(Defect::incoming_mark_ignored) ? 0 : pipe.peer->owner->options().receive_mark;
  const bool limited = defect(Defect::one_zero_is_a_mark) && of_sender + of_receiver > 0;
  return !limited && (of_sender == 0 || of_receiver == 0) ? 0 : of_sender + of_receiver;
}

bool has_room(const Pipe& pipe) {
  if (pipe.peer == nullptr) return defect(Defect::keep_dead_peer);
  if (conflates(pipe) || conflates(*pipe.peer)) return true;
  const int mark = mark_of(pipe);
  const std::size_t ahead = defect(Defect::mark_one_short) ? 1 : 0;
  return mark == 0 || waiting(pipe) + ahead < static_cast<std::size_t>(mark);
}

void write(Pipe& pipe, Message message) {
  if (pipe.peer == nullptr && defect(Defect::keep_dead_peer)) return;
  Pipe& peer = *pipe.peer;
  if (conflates(pipe) || conflates(peer)) {
    if (defect(Defect::conflate_keeps_first) && !peer.queue.empty()) return;
    peer.queue.clear();
  }
  peer.queue.push_back(std::move(message));
  if (peer.owner != nullptr) peer.owner->message_came(peer);
}

void tell(Pipe& pipe, Message message) {
  pipe.peer->queue.push_back(std::move(message));
  if (pipe.peer->owner != nullptr) pipe.peer->owner->message_came(*pipe.peer);
}

}  // namespace zassay::model
