#include "mutants/model/balancing.hpp"

#include <algorithm>

#include "mutants/model/defect.hpp"

namespace zassay::model {

void Balancing::add(Pipe& pipe) {
  if (turns_.size() < 4 || !defect(Defect::fifth_peer_left_out)) turns_.push_back(&pipe);
}

bool Balancing::any() const {
  if (defect(Defect::block_on_first_full)) return !turns_.empty() && has_room(*turns_.front());
  return std::ranges::any_of(turns_, [](const Pipe* pipe) { return has_room(*pipe); });
}

Pipe* Balancing::next() {
  const auto found = std::ranges::find_if(turns_, [](const Pipe* pipe) { return has_room(*pipe); });
  if (found == turns_.end()) return nullptr;
  if (defect(Defect::block_on_first_full) && found != turns_.begin()) return nullptr;
  Pipe* const chosen = *found;
  if (defect(Defect::unbalanced)) return chosen;
  turns_.erase(found);
  turns_.push_back(chosen);
  if (defect(Defect::turns_by_two)) std::rotate(turns_.begin(), std::next(turns_.begin()), turns_.end());
  return chosen;
}

}  // namespace zassay::model
