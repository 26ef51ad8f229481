#include "mutants/model/pipe.hpp"

#include <utility>

#include "mutants/model/socket.hpp"

namespace zassay::model {
namespace {

bool conflates(const Pipe& pipe) { return pipe.owner != nullptr && pipe.owner->options().conflate != 0; }

}  // namespace

int mark_of(const Pipe& pipe) {
  const int of_sender = pipe.owner->options().send_mark;
  if (pipe.peer->owner == nullptr) return of_sender;
  const int of_receiver = pipe.peer->owner->options().receive_mark;
  return of_sender == 0 || of_receiver == 0 ? 0 : of_sender + of_receiver;
}

bool has_room(const Pipe& pipe) {
  if (pipe.peer == nullptr) return false;
  if (conflates(pipe) || conflates(*pipe.peer)) return true;
  const int mark = mark_of(pipe);
  return mark == 0 || pipe.peer->queue.size() < static_cast<std::size_t>(mark);
}

void write(Pipe& pipe, Message message) {
  Pipe& peer = *pipe.peer;
  if (conflates(pipe) || conflates(peer)) peer.queue.clear();
  peer.queue.push_back(std::move(message));
  if (peer.owner != nullptr) peer.owner->message_came(peer);
}

}  // namespace zassay::model
