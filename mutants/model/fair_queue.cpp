#include "mutants/model/fair_queue.hpp"

#include <algorithm>

namespace zassay::model {

bool FairQueue::any() const {
  return std::ranges::any_of(turns_, [](const Pipe* pipe) { return !pipe->queue.empty(); });
}

Pipe* FairQueue::next() {
  const auto found = std::ranges::find_if(turns_, [](const Pipe* pipe) { return !pipe->queue.empty(); });
  if (found == turns_.end()) return nullptr;
  Pipe* const due = *found;
  turns_.erase(found);
  turns_.push_back(due);
  return due;
}

}  // namespace zassay::model
