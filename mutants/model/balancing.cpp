#include "mutants/model/balancing.hpp"

#include <algorithm>

namespace zassay::model {

bool Balancing::any() const {
  return std::ranges::any_of(turns_, [](const Pipe* pipe) { return has_room(*pipe); });
}

Pipe* Balancing::next() {
  const auto found = std::ranges::find_if(turns_, [](const Pipe* pipe) { return has_room(*pipe); });
  if (found == turns_.end()) return nullptr;
  Pipe* const chosen = *found;
  turns_.erase(found);
  turns_.push_back(chosen);
  return chosen;
}

}  // namespace zassay::model
