#include "case/table_keys.hpp"

namespace zassay {
namespace {

using namespace table_keys;
using enum Kind;

Key count(const char* name, const char* about) { return within(may(name, number, about), 0, most); }

Shape of_stream(const char* name, const char* about) {
  return {.name = name,
          .about = about,
          .keys = {may("stream", stream, "default: every stream"), may("at", socket, "default: wherever it should")},
          .form = Form::either};
}

Shape of_operation(const char* name, const char* about, std::vector<Key> more = {}, Form form = Form::either) {
  more.insert(more.begin(), need("op", operation, "a named operation"));
  return {.name = name, .about = about, .keys = std::move(more), .form = form};
}

std::vector<Shape> stream_checks() {
  Shape exact = of_stream("exact", "every accepted message arrived exactly once, intact");
  exact.keys[0] = need("stream", stream, "the stream");
  return {
      exact,
      of_stream("at_most_once", "nothing arrived twice"),
      of_stream("fifo", "each receiver got each stream's messages in the order sent"),
      of_stream("multipart_atomic", "each message arrived whole, with nothing of another among its frames"),
      of_stream("intact", "what arrived has the size and content that was sent, and is of this run"),
      {.name = "lost",
       .about = "so many messages were lost, all for that cause of the ledger",
       .keys = {need("stream", stream, "the stream"), may("at", socket, "the receiver"),
                may("all", yes, "all were lost"), may("none", yes, "none was lost"),
                may("prefix", yes, "those lost are the first ones"), count("count", "exactly so many"),
                count("at_least", "so many or more"), count("at_most", "so many or fewer"),
                of(may("cause", word, "the cause, of docs/verdicts.md"), words::causes())},
       .any_of = {"all", "none", "prefix", "count", "at_least", "at_most"}},
      {.name = "count",
       .about = "the number of messages accepted or delivered",
       .keys = {may("accepted", stream, "accepted messages of the stream"),
                may("delivered", stream, "delivered messages of the stream"), may("at", socket, "the receiver"),
                count("equals", "exactly so many"), count("at_least", "so many or more"),
                count("at_most", "so many or fewer")},
       .one_of = {"accepted", "delivered"},
       .any_of = {"equals", "at_least", "at_most"}},
      {.name = "fair",
       .about = "no stream got more than so many turns ahead of another",
       .keys = {need("at", socket, "the receiver"), need("streams", stream_list, "the streams"),
                within(need("apart", number, "turns"), 1, most), within(may("over", number, "deliveries"), 1, most)}},
      {.name = "balanced",
       .about = "the receivers' shares differ by at most so many",
       .keys = {need("stream", stream, "the stream"), need("over", socket_list, "the receivers"),
                count("apart", "messages"), may("turns", yes, "they took strict turns")},
       .any_of = {"apart", "turns"}},
      {.name = "trail",
       .about = "each message arrived with these frames appended by the relays",
       .keys = {need("stream", stream, "the stream"), need("of", bytes_list, "the frames, in order")}},
      {.name = "envelope",
       .about = "each message arrived with these frames in front of its stamped ones",
       .keys = {need("stream", stream, "the stream"), may("at", socket, "the receiver"),
                may("frames", bytes_list, "the frames, in order; none: nothing stands in front")},
       .any_of = {"frames"}},
  };
}

std::vector<Shape> operation_checks() {
  return {
      of_operation("blocks", "the operation was proven blocked, and ended with success after that"),
      {.name = "returns",
       .about = "what the operation returned",
       .keys = {need("op", operation, "a named operation"),
                of(may("error", word, "the error, none, or any"), words::errors()),
                may("value", value, "a number, text or bytes"),
                within(may("size", size, "the size of the message"), 0, largest_size)},
       .one_of = {"error", "value", "size"}},
      {.name = "grows",
       .about = "how much more memory a process had in use at the second measurement than at the first",
       .keys = {need("from", operation, "a named `memory`"), need("to", operation, "a later one of the same side"),
                within(need("at_most", size, "bytes"), 0, largest_size)}},
      of_operation("interrupted", "each signal sent to the sleeping thread ended its call with EINTR",
                   {count("times", "how often")}),
      {.name = "ready",
       .about = "what a poll reported",
       .keys = {need("op", operation, "a named poll"),
                may("items", poll_items, "each socket or pipe and the events reported"),
                count("count", "what the call returned")},
       .any_of = {"items", "count"}},
      {.name = "elapsed",
       .about = "how long the call took by the adapter's clock",
       .keys = {need("op", operation, "a named operation"),
                within(may("at_least", duration, "not less than this"), 0, longest_ms),
                within(may("at_most", duration, "not more than this"), 0, longest_ms)},
       .any_of = {"at_least", "at_most"}},
  };
}

std::vector<Shape> socket_checks() {
  return {
      {.name = "truthful_poll",
       .about = "what poll reported was so, by the non-blocking call that came next",
       .keys = {may("at", socket, "only this socket")},
       .form = Form::either},
      {.name = "freed",
       .about = "how often the free function ran",
       .keys = {need("message", message, "the message"), count("times", "how often; default 1"),
                may("after", operation, "not before this operation was invoked")},
       .form = Form::either},
      {.name = "received",
       .about = "the literal messages that the socket received, in order",
       .keys = {need("at", socket, "the receiver"),
                need("messages", bytes_lists, "the messages, each a list of frames"),
                of(may("of", word, "all: nothing else was received"), words::all())}},
      {.name = "silent",
       .about = "nothing arrived, proven by a starved collection",
       .keys = {need("at", socket, "the receiver")},
       .form = Form::either},
      {.name = "well_formed",
       .about = "all that sockets sent over the wire is what ZMTP allows",
       .keys = {may("at", wire, "at this peer or link; default: everywhere")},
       .form = Form::either},
      {.name = "monitored",
       .about = "the socket's monitor told these events in this order",
       .keys = {need("socket", socket, "the socket"),
                of(may("events", word_list, "in this order, others between"), words::monitor_events()),
                of(may("never", word_list, "none of these"), words::monitor_events())},
       .any_of = {"events", "never"}},
  };
}

}  // namespace

const std::vector<Shape>& checks() {
  static const std::vector<Shape> table = [] {
    std::vector<Shape> all;
    for (auto& part : {stream_checks(), operation_checks(), socket_checks()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return table;
}

}  // namespace zassay
