#pragma once

#include <vector>

#include "case/table.hpp"

namespace zassay {

/// The rows of `verbs()` that belong to peers, and to links.
std::vector<Shape> peer_verbs();
std::vector<Shape> link_verbs();

}  // namespace zassay
