#pragma once

#include <set>
#include <string>
#include <vector>

#include "history/history.hpp"

namespace zassay {

/// One item of a poll: what it asked for and what was told of it.
struct PollItem {
  std::string name;            ///< of the socket or pipe
  bool by_descriptor = false;  ///< the item was the descriptor of the socket, which says nothing of its state
  std::set<std::string> asked;
  std::set<std::string> told;
};

/// The items of a poll operation, in order; nothing is told of any while it has not returned.
std::vector<PollItem> poll_items(const RecordedOperation& operation);

}  // namespace zassay
