// Changes of which messages arrived, in which order and where, and who must notice each.

#include <algorithm>

#include "base/bytes.hpp"
#include "check/history_text.hpp"
#include "check/mutation_of_messages.hpp"

namespace zassay::test {
namespace {

Mutation drop_message() {
  return {"drop a message",
          "received",
          {{"exact", always}, {"count", counts_deliveries}, {"lost", forbids_losses}, {"received", is_of_received}},
          {{"ledger", lost_is_missed}, {"truthful_poll", poll_promised_it}, {"balanced", turn_is_another}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            if (delivery == nullptr) return false;
            about.certain = !is_told_twice(subject, *delivery);
            return erase_line(lines, line);
          }};
}

Mutation duplicate_message() {
  return {"duplicate a message",
          "received",
          {{"exact", is_of_stream},
           {"at_most_once", is_of_stream},
           {"count", counts_deliveries},
           {"received", is_of_received}},
          {{"silent", "it arrived where nothing may"}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            if (sound_delivery(subject, line, about) == nullptr) return false;
            return insert_line(lines, line, Json(lines[line]));
          }};
}

Mutation swap_neighbours() {
  return {"swap two messages",
          "received",
          {{"fifo", is_of_stream}, {"received", is_of_received}},
          {{"fair", turn_is_another}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            const Delivery* first = sound_delivery(subject, line, about);
            const Delivery* second = line + 1 < lines.size() ? sound_delivery(subject, line + 1, about) : nullptr;
            if (first == nullptr || second == nullptr || first->socket != second->socket) return false;
            const History& history = subject.history;
            const auto sender = [&](const Delivery& delivery) {
              const std::size_t message = delivery.stamped ? history.message_index(delivery.identity) : no_index;
              return message == no_index ? no_index : history.range_of(history.messages[message]).socket;
            };
            about.certain =
                first->stamped == second->stamped &&
                (first->stamped ? first->identity.stream == second->identity.stream && sender(*first) == sender(*second)
                                : !same_bytes(first->literal, second->literal));
            std::swap(lines[line]["frames"], lines[line + 1]["frames"]);
            return true;
          }};
}

/// The message is of another run: its stamps are sound, and not of this cell.
Mutation foreign_message() {
  return {"a message of another run",
          "received",
          {{"intact", always}, {"exact", always}, {"count", counts_deliveries}, {"lost", forbids_losses}},
          {{"ledger", lost_is_missed}, {"truthful_poll", poll_promised_it}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            if (delivery == nullptr || !delivery->stamped) return false;
            Json& frames = lines[line]["frames"];
            for (std::size_t i = delivery->envelope.size(); i < frames.size() - delivery->trail.size(); ++i) {
              const auto bytes = from_base64(string_member(frames[i], "b64"));
              auto stamp = bytes ? read_stamp(*bytes) : std::nullopt;
              if (!stamp) return false;
              ++stamp->run;
              frames[i]["b64"] = to_base64(stamped_frame(*stamp, bytes->substr(0, stamp->prefix_size)));
            }
            for (const RecordedStream& stream : subject.history.header.streams) about.reach.insert(stream.name);
            about.certain = !is_told_twice(subject, *delivery);
            return true;
          }};
}

Mutation change_receiver() {
  return {"another receiver gets it",
          "received",
          {{"exact",
            [](const Json& arguments, const About& about) {
              return about.part == "body" && string_member(arguments, "at", about.told) == about.told;
            }},
           {"silent", always},
           {"count",
            [](const Json& arguments, const About& about) {
              return about.part != "literal" && counts_deliveries(arguments, about) && arguments.contains("at");
            }},
           {"received", is_of_received}},
          {{"at_most_once", "the other receiver had its own copy already"},
           {"fifo", "the other receiver had later ones already"},
           {"envelope", "another receiver sees another address"},
           {"trail", "another way has other relays"},
           {"balanced", turn_is_another},
           {"fair", turn_is_another},
           {"lost", lost_is_missed},
           {"ledger", lost_is_missed},
           {"multipart_atomic", "an address stands in front of it that this receiver never sees"},
           {"truthful_poll", poll_promised_it}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            if (delivery == nullptr) return false;
            const auto& sockets = subject.history.header.sockets;
            std::vector<std::size_t> others;
            for (std::size_t i = 0; i < sockets.size(); ++i) {
              if (i != delivery->socket && sockets[i].type == sockets[delivery->socket].type) others.push_back(i);
            }
            if (others.empty()) return false;
            const std::size_t other = others[choice % others.size()];
            about.told = sockets[delivery->socket].name;
            about.sockets.insert(sockets[other].name);
            lines[line]["socket"] = sockets[other].name;
            const std::size_t message =
                delivery->stamped ? subject.history.message_index(delivery->identity) : no_index;
            if (message == no_index) return true;
            Losses losses(subject.history);
            const auto& groups = losses.groups(message);
            if (is_told_twice(subject, *delivery)) about.part = "shared";
            for (const ReceiverGroup& group : groups) {
              // Where a relay takes its messages the application may, too.
              const bool is_input = std::binary_search(group.inputs.begin(), group.inputs.end(), other);
              if (group.contains(delivery->socket) && (is_input || group.contains(other))) about.part = "shared";
            }
            return true;
          }};
}

Mutation change_routing_id() {
  return {"another address",
          "received",
          {{"envelope", always}, {"received", is_of_received}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            if (delivery == nullptr) return false;
            const std::string& type = subject.history.header.sockets[delivery->socket].type;
            if (type != "ROUTER" && type != "STREAM") return false;
            if (delivery->stamped && delivery->envelope.empty()) return false;
            lines[line]["frames"][0] = frame_of("nobody");
            return true;
          }};
}

}  // namespace

const std::vector<Mutation>& mutations_of_arrivals() {
  static const std::vector<Mutation> all = {drop_message(),    duplicate_message(), swap_neighbours(),
                                            foreign_message(), change_receiver(),   change_routing_id()};
  return all;
}

}  // namespace zassay::test
