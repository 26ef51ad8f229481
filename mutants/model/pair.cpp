#include "mutants/model/pair.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "mutants/model/defect.hpp"

namespace zassay::model {

bool Pair::accepts() const {
  return peer_ == nullptr || defect(Defect::pair_accepts_second) || defect(Defect::first_peer_replaced);
}

void Pair::attached(Pipe& pipe) {
  if (peer_ == nullptr || defect(Defect::first_peer_replaced)) peer_ = &pipe;
  for (Message& message : std::exchange(left_behind_, {})) write(pipe, std::move(message));
}

void Pair::ended(Pipe& pipe) {
  if (peer_ == &pipe) peer_ = nullptr;
}

int Pair::begin(const Frame& first, bool, Outgoing& message) {
  if (!writable()) return EAGAIN;
  message.frames = {first};
  message.targets = {peer_};
  return 0;
}

bool Pair::take(Message& message) {
  if (!readable()) return false;
  Pipe* heard = peer_;
  if (defect(Defect::pair_accepts_second)) {
    heard = std::ranges::find_if(pipes(), [](const auto& pipe) { return !pipe->queue.empty(); })->get();
  }
  message = take_from(*heard);
  return true;
}

bool Pair::readable() {
  if (defect(Defect::pair_accepts_second)) {
    return std::ranges::any_of(pipes(), [](const auto& pipe) { return !pipe->queue.empty(); });
  }
  if (defect(Defect::deaf_while_full) && !writable()) return false;
  return peer_ != nullptr && !peer_->queue.empty();
}

bool Pair::writable() { return peer_ != nullptr && has_room(*peer_); }

}  // namespace zassay::model
