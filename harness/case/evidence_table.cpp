#include "case/table_keys.hpp"

namespace zassay {

const std::vector<Shape>& evidence() {
  using namespace table_keys;
  using enum Kind;
  static const std::vector<Shape> table{
      {.name = "asleep",
       .about = "the operation's thread sleeps in a poll-like call",
       .keys = {need("asleep", started, "a started operation"),
                of(may("in", word, "the call it sleeps in"), words::sleeping_calls())}},
      {.name = "blocked",
       .about = "asleep, and everything is settled",
       .keys = {need("blocked", started, "a started operation"),
                of(may("in", word, "the call it sleeps in"), words::sleeping_calls())}},
      {.name = "settled", .about = "every thread sleeps, nothing is under way", .keys = {need("settled", yes, "true")}},
      {.name = "returned",
       .about = "the operation, or the call inside a relay, has returned",
       .keys = {need("returned", operation, "an operation"),
                of(may("error", word, "with this error; without it: with success"), words::error_names())}},
      {.name = "handled",
       .about = "the signal handler ran on the operation's thread",
       .keys = {need("handled", started, "a started operation")}},
      {.name = "subscribed",
       .about = "a message of each publisher has reached the socket",
       .keys = {need("subscribed", socket, "the subscriber"), may("at", socket, "only this publisher")}},
      {.name = "connected",
       .about = "the socket's monitor has told completed handshakes",
       .keys = {need("connected", socket, "the socket"),
                within(may("count", number, "handshakes; default 1"), 1, most)}},
      {.name = "event",
       .about = "the socket's monitor has told it",
       .keys = {need("event", event, "{socket, name, count}")}},
      {.name = "freed",
       .about = "the free function of a zero-copy message ran",
       .keys = {need("freed", message, "the message"), within(may("times", number, "how often; default 1"), 1, most)}},
      {.name = "gone", .about = "the process of a killed side has ended", .keys = {need("gone", side, "the side")}},
  };
  return table;
}

}  // namespace zassay
