#pragma once

#include "check/finding.hpp"
#include "check/loss.hpp"

namespace zassay {

/// Adds a complaint for each message of the scope that arrived a second time at one receiver, or at two receivers of
/// which only one should get it. Pieces of one torn message are no duplicates: only those with its first frame count.
void find_duplicates(const History& history, const Scope& scope, Losses& losses, Complaints& complaints);

}  // namespace zassay
