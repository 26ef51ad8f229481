#pragma once

#include <optional>
#include <string>
#include <vector>

#include "link/peer.hpp"

namespace zassay {

/// Seeded defects of the wire: each rewrites what a socket sends, as if its implementation had sent it. By the names of
/// mutants/catalogue.yaml, in alphabetical order.
std::vector<std::string> wire_defect_names();

/// The change that has this defect; nothing if there is none of that name. Each copy counts for itself: a peer or relay
/// copies it for each direction of each connection. Used by one thread at a time.
std::optional<link::Change> wire_defect(const std::string& name);

/// What people set to run cases with one of them.
inline constexpr const char* wire_mutant_variable = "ZASSAY_WIRE_MUTANT";

}  // namespace zassay
