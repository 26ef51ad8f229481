#pragma once

#include <vector>

#include "check/judgement.hpp"
#include "history/history.hpp"

namespace zassay {

/// Every message that is proven lost, with its cause: one entry for each stream, receiver, cause and certainty, in that
/// order of appearance. A message that went to several receivers (PUB) is judged at each. Messages that are only
/// missing have no entry. Time and memory grow with the messages times their receivers.
std::vector<LedgerEntry> make_ledger(const History& history);

}  // namespace zassay
