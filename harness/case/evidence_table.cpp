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
      {.name = "held",
       .about = "the link keeps back what it was told to hold",
       .keys = {need("held", link, "the link"), may("what", free_word, "greeting, a command's name, or frame")}},
      {.name = "passed",
       .about = "the link has passed it on",
       .keys = {need("passed", link, "the link"), may("what", free_word, "greeting, a command's name, or frame"),
                may("from", source, "the socket that sent it; default: either"),
                within(may("count", number, "how many since the case began; default 1"), 1, most)}},
      {.name = "cut", .about = "the link has been cut as told", .keys = {need("cut", link, "the link")}},
      {.name = "stalled", .about = "the link stands still as told", .keys = {need("stalled", link, "the link")}},
      {.name = "linked",
       .about = "so many connections have come to the link",
       .keys = {need("linked", link, "the link"), within(may("count", number, "default 1"), 1, most)}},
  };
  return table;
}

}  // namespace zassay
