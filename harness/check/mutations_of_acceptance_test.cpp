// Changes of what a sender was told, and who must notice each.

#include <algorithm>

#include "base/bytes.hpp"
#include "check/history_text.hpp"
#include "check/mutation_of_messages.hpp"

namespace zassay::test {
namespace {

/// One message more was accepted than was.
Mutation accept_more() {
  return {"one more was accepted",
          "accepted",
          {{"exact", always},
           {"count", [](const Json& arguments,
                        const About&) { return arguments.contains("accepted") && arguments.contains("equals"); }},
           {"lost", forbids_losses}},
          {{"ledger", lost_is_missed}, {"balanced", turn_is_another}, {"fair", turn_is_another}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            about.streams.insert(string_member(lines[line], "stream"));
            for (const RecordedSocket& socket : subject.history.header.sockets) about.sockets.insert(socket.name);
            // The number must be free, and somebody must be there who could get it.
            const AcceptedRange* range = nullptr;
            for (const AcceptedRange& candidate : subject.history.accepted) {
              if (candidate.event == line - 1) range = &candidate;
            }
            if (range == nullptr) return false;
            const MessageIdentity next{range->stream, range->first + range->count};
            if (subject.history.message_index(next) != no_index) return false;
            Routes routes(subject.history);
            const auto& all = subject.history.deliveries;
            const bool has_come = std::any_of(all.begin(), all.end(),
                                              [&](const Delivery& delivery) { return delivery.identity == next; });
            about.certain = !has_come && !routes.of(*range).empty();
            lines[line]["count"] = range->count + 1;
            return true;
          }};
}

/// The library took the message, and said that it did not.
Mutation accept_less() {
  return {"one less was accepted",
          "accepted",
          {{"exact",
            [](const Json& arguments, const About& about) {
              return about.part == "arrived" && string_member(arguments, "at", about.told) == about.told;
            }},
           {"count",
            [](const Json& arguments, const About&) {
              return arguments.contains("accepted") && arguments.contains("equals") && !arguments.contains("at");
            }}},
          {{"lost", "it asks for a loss that was none"},
           {"ledger", reply_lost_its_request},
           {"balanced", turn_is_another},
           {"at_most_once", "a message that nobody accepted has no sender"},
           {"truthful_poll", "a send that gave nothing to the library did not succeed"},
           {"fair", turn_is_another}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            about.streams.insert(string_member(lines[line], "stream"));
            for (const RecordedSocket& socket : subject.history.header.sockets) about.sockets.insert(socket.name);
            for (const AcceptedRange& range : subject.history.accepted) {
              if (range.event != line - 1) continue;
              const std::size_t last = subject.history.message_index({range.stream, range.first + range.count - 1});
              if (last == no_index) return false;
              for (const std::size_t i : subject.history.messages[last].deliveries) {
                about.part = "arrived";
                about.told = subject.history.socket_name(subject.history.deliveries[i].socket);
              }
              if (range.count == 1) return erase_line(lines, line);
              lines[line]["count"] = range.count - 1;
              return true;
            }
            return false;
          }};
}

/// The message was aimed at another peer than the one that got it.
Mutation change_aim() {
  return {
      "another aim",
      "accepted",
      {{"exact", [](const Json& arguments,
                    const About& about) { return about.part == "arrived" && !arguments.contains("at"); }}},
      {{"lost", lost_is_missed},
       {"ledger", lost_is_missed},
       {"count", number_has_changed},
       {"balanced", turn_is_another},
       {"at_most_once", "it went to a peer that others do not reach"}},
      [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
        const std::string aim = string_member(lines[line], "to");
        const std::size_t sender = subject.history.socket_index(string_member(lines[line], "socket"));
        if (aim.empty() || aim == "requester" || sender == no_index) return false;
        Routes routes(subject.history);
        std::vector<std::string> others;
        for (const std::size_t peer : routes.receiving_peers(sender)) {
          if (subject.history.socket_name(peer) != aim) others.push_back(subject.history.socket_name(peer));
        }
        if (others.empty()) return false;
        about.streams.insert(string_member(lines[line], "stream"));
        for (const RecordedSocket& socket : subject.history.header.sockets) about.sockets.insert(socket.name);
        lines[line]["to"] = others[choice % others.size()];
        for (const AcceptedRange& range : subject.history.accepted) {
          const std::size_t message = subject.history.message_index({range.stream, range.first});
          if (range.event == line - 1 && message != no_index && !subject.history.messages[message].deliveries.empty())
            about.part = "arrived";
        }
        return true;
      }};
}

}  // namespace

const std::vector<Mutation>& mutations_of_acceptance() {
  static const std::vector<Mutation> all = {accept_more(), accept_less(), change_aim()};
  return all;
}

}  // namespace zassay::test
