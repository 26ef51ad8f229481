#include "mutants/model/fair_queue.hpp"

#include <algorithm>

#include "mutants/model/defect.hpp"

namespace zassay::model {

void FairQueue::add(Pipe& pipe) {
  if (turns_.size() < 4 || !defect(Defect::fifth_peer_left_out)) turns_.push_back(&pipe);
}

bool FairQueue::any() const {
  return std::ranges::any_of(turns_, [](const Pipe* pipe) { return !pipe->queue.empty(); });
}

Pipe* FairQueue::next() {
  const auto found = std::ranges::find_if(turns_, [](const Pipe* pipe) { return !pipe->queue.empty(); });
  if (found == turns_.end()) return nullptr;
  Pipe* const due = *found;
  if (defect(Defect::unfair_first_peer)) return due;
  turns_.erase(found);
  if (!defect(Defect::forget_peer_after_one)) turns_.push_back(due);
  return due;
}

}  // namespace zassay::model
