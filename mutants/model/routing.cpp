#include "mutants/model/routing.hpp"

#include <algorithm>
#include <cerrno>

#include "mutants/model/defect.hpp"

namespace zassay::model {

void probe(Pipe& pipe) {
  if (pipe.owner->options().probe != 0 && pipe.peer != nullptr) write(pipe, {Frame()});
}

int Dealer::begin(const Frame& first, bool, Outgoing& message) {
  Pipe* const peer = balancing_.next();
  if (peer == nullptr) return EAGAIN;
  message.frames = {first};
  message.targets = {peer};
  return 0;
}

bool Dealer::take(Message& message) {
  Pipe* const peer = fair_queue_.next();
  if (peer == nullptr) return false;
  message = take_from(*peer);
  return true;
}

void Dealer::attached(Pipe& pipe) {
  balancing_.add(pipe);
  fair_queue_.add(pipe);
  probe(pipe);
}

int Router::begin(const Frame& first, bool, Outgoing& message) {
  const bool asked = options().mandatory != 0 || defect(Defect::always_mandatory);
  const bool mandatory = asked && !defect(Defect::ignore_mandatory);
  const auto found = peers_.find(std::string(first.bytes()));
  unknown_ = found == peers_.end() ? std::string(first.bytes()) : std::string();
  if (found == peers_.end()) return mandatory ? EHOSTUNREACH : 0;
  const bool one_is_full = std::ranges::any_of(peers_, [](const auto& entry) { return !has_room(*entry.second); });
  if (one_is_full && defect(Defect::full_peer_stops_router)) return mandatory ? EAGAIN : 0;
  if (has_room(*found->second)) {
    message.targets = {found->second};
  } else if (mandatory) {
    return EAGAIN;
  }
  return 0;
}

void Router::unsent(const Message& frames) {
  if (!unknown_.empty() && defect(Defect::keep_unroutable)) unsent_[unknown_].push_back(frames);
}

bool Router::take(Message& message) {
  Pipe* const peer = fair_queue_.next();
  if (peer == nullptr) return false;
  const std::string id = peer->peer_id;
  message = take_from(*peer);
  message.push_front(Frame::of(id));
  return true;
}

bool Router::writable() {
  if (options().mandatory == 0 || defect(Defect::mandatory_always_writable)) return true;
  return std::ranges::any_of(peers_, [](const auto& entry) { return has_room(*entry.second); });
}

/// A peer that chose no id gets one that begins with a zero octet (API-OPT-27). A newcomer with an id that is taken is
/// not heard, unless handover is allowed: then it takes the id over, and the connection of the other one is closed
/// (API-OPT-25).
void Router::identify(Pipe& pipe) {
  if (pipe.peer_id.empty() || defect(Defect::identity_ignored)) pipe.peer_id = unused_id();
  const auto found = peers_.find(pipe.peer_id);
  if (found != peers_.end()) {
    const bool replaces = defect(Defect::duplicate_id_accepted);
    if ((options().handover == 0 || defect(Defect::ignore_handover)) && !replaces) return;
    Pipe& old = *found->second;
    peers_.erase(found);
    old.peer_id = unused_id();
    if (!replaces) let_go(old);
  }
  peers_.emplace(pipe.peer_id, &pipe);
  fair_queue_.add(pipe);
  for (const Message& frames : unsent_[pipe.peer_id]) write(pipe, frames);
  unsent_.erase(pipe.peer_id);
}

/// The id of a peer that is not there yet is not known, unless it was given for this connection (API-CONNECT-02,
/// API-OPT-05).
void Router::attached(Pipe& pipe) {
  if (!pipe.awaits_bind || !pipe.peer_id.empty()) identify(pipe);
  probe(pipe);
}

void Router::met(Pipe& pipe) {
  const auto known = peers_.find(pipe.peer_id);
  if (known == peers_.end() || known->second != &pipe) identify(pipe);
}

void Router::departed(Pipe& pipe) {
  const auto found = peers_.find(pipe.peer_id);
  if (found != peers_.end() && found->second == &pipe) peers_.erase(found);
}

std::string Router::unused_id() {
  const unsigned number = ++last_number_;
  std::string id(1, '\0');
  for (unsigned shift = 0; shift < 32; shift += 8) id += static_cast<char>(number >> (24 - shift));
  return id;
}

}  // namespace zassay::model
