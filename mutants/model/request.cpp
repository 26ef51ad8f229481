#include "mutants/model/request.hpp"

#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <utility>

#include "mutants/model/defect.hpp"
#include "mutants/model/routing.hpp"

namespace zassay::model {
namespace {

Frame number_frame(unsigned number) {
  return Frame::of(std::string_view(reinterpret_cast<const char*>(&number), sizeof number));
}

bool is_delimiter(const Frame& frame) { return frame.bytes().empty(); }

/// The first empty frame of a question: those behind it are of its content.
Message::iterator delimiter_of(Message& message) {
  const auto first = std::ranges::find_if(message, is_delimiter);
  if (first == message.end() || !defect(Defect::last_empty_frame_splits)) return first;
  const auto last = std::find_if(message.rbegin(), message.rend(), is_delimiter);
  return std::next(last) == message.rend() ? first : std::prev(last.base());
}

}  // namespace

int Request::begin(const Frame& first, bool, Outgoing& message) {
  if (awaits_ && (options().relaxed == 0 || defect(Defect::ignore_relaxed))) {
    if (defect(Defect::efsm_resets_state)) awaits_ = false;
    return EFSM;  // API-SEND-05
  }
  Pipe* const peer = balancing_.next();
  if (peer == nullptr) return EAGAIN;
  // What came before the question cannot be its answer.
  drop_incoming();
  while (!defect(Defect::accept_stale_answer) && fair_queue_.any()) take_from(*fair_queue_.next());
  awaits_ = false;
  asked_ = peer;
  if (options().correlate != 0) message.frames.push_back(number_frame(++question_));
  if (!std::exchange(forgets_, false)) message.frames.push_back(Frame());
  message.frames.push_back(first);
  message.targets = {peer};
  if (defect(Defect::request_twice)) message.targets.push_back(peer);
  return 0;
}

bool Request::is_answer(const Pipe& peer, const Message& message) const {
  if (&peer != asked_ && !defect(Defect::foreign_answer)) return false;
  const std::size_t delimiter = options().correlate != 0 ? 1 : 0;
  if (message.size() < delimiter + 2 || !is_delimiter(message[delimiter])) return false;
  if (defect(Defect::accept_stale_answer)) return true;
  return delimiter == 0 || message[0].bytes() == number_frame(question_).bytes();
}

bool Request::take(Message& message) {
  while (Pipe* const peer = fair_queue_.next()) {
    const bool wanted = is_answer(*peer, peer->queue.front());
    message = take_from(*peer);
    if (!wanted) continue;
    const int shown = defect(Defect::delimiter_shown) ? 1 : 0;
    message.erase(message.begin(), std::next(message.begin(), (options().correlate != 0 ? 2 : 1) - shown));
    return true;
  }
  message.clear();
  return false;
}

int Request::may_receive() const { return awaits_ ? 0 : EFSM; }

bool Request::writable() {
  if (awaits_ && options().relaxed == 0 && !defect(Defect::writable_out_of_turn)) return false;  // API-POLL-14
  return balancing_.any();
}

void Request::attached(Pipe& pipe) {
  balancing_.add(pipe);
  fair_queue_.add(pipe);
  probe(pipe);
}

void Request::departed(Pipe& pipe) {
  balancing_.remove(pipe);
  if (&pipe == asked_) forgets_ = defect(Defect::delimiter_forgotten);
}

void Request::ended(Pipe& pipe) {
  fair_queue_.remove(pipe);
  if (asked_ == &pipe) asked_ = nullptr;
}

int Reply::begin(const Frame& first, bool, Outgoing& message) {
  if (!answers_) return EFSM;
  if (asker_ == nullptr && defect(Defect::answer_to_nobody_fails)) return EHOSTUNREACH;
  if (asker_ != nullptr && !has_room(*asker_) && defect(Defect::reply_waits_at_mark)) return EAGAIN;
  message.frames = envelope_;
  message.frames.push_back(first);
  if (asker_ != nullptr && has_room(*asker_)) message.targets = {previous_ != nullptr ? previous_ : asker_};
  if (!defect(Defect::answer_to_all)) return 0;
  message.targets.clear();
  for (const auto& pipe : pipes()) message.targets.push_back(pipe.get());
  return 0;
}

bool Reply::take(Message& message) {
  while (Pipe* const peer = fair_queue_.next()) {
    const bool is_here = peer->peer != nullptr;
    message = take_from(*peer);
    const auto delimiter = delimiter_of(message);
    const bool has_none = delimiter == message.end() || std::next(delimiter) == message.end();
    if (has_none && !defect(Defect::accept_without_delimiter)) continue;
    if (defect(Defect::answer_to_previous)) previous_ = asker_;
    asker_ = is_here ? peer : nullptr;
    const auto body = has_none ? message.begin() : std::next(delimiter);
    envelope_.assign(defect(Defect::short_envelope) ? delimiter : message.begin(), body);
    message.erase(message.begin(), defect(Defect::delimiter_shown) ? delimiter : body);
    return true;
  }
  message.clear();
  return false;
}

int Reply::may_receive() const { return answers_ ? EFSM : 0; }

void Reply::departed(Pipe& pipe) {
  if (asker_ == &pipe) asker_ = nullptr;
  if (previous_ == &pipe) previous_ = nullptr;
}

}  // namespace zassay::model
