#include "check/ledger.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "check/causes.hpp"

namespace zassay {

std::vector<LedgerEntry> make_ledger(const History& history) {
  Losses losses(history);
  Causes causes(losses);
  std::vector<LedgerEntry> ledger;
  std::map<std::tuple<std::size_t, std::string, std::string, std::string>, std::size_t> places;
  for (std::size_t message = 0; message < history.messages.size(); ++message) {
    const MessageIdentity& identity = history.messages[message].identity;
    for (const ReceiverGroup& group : losses.groups(message)) {
      const Fate fate = losses.fate(message, group);
      if (!fate.is_lost()) continue;
      const Cause cause = causes.of(message, group, fate);
      const std::string at = name_of(history, group);
      const auto [place, is_new] =
          places.try_emplace({identity.stream, at, cause.name, cause.certainty}, ledger.size());
      if (is_new) {
        const std::string proof = losses.proof(message, group, fate);
        ledger.push_back({history.stream_name(identity.stream),
                          at,
                          cause.name,
                          cause.certainty,
                          {},
                          fmt::format("message {} was accepted by {} {}: {}", identity.sequence,
                                      history.socket_name(history.range_of(history.messages[message]).socket), proof,
                                      cause.evidence)});
      }
      ledger[place->second].sequences.push_back(identity.sequence);
    }
  }
  return ledger;
}

}  // namespace zassay
