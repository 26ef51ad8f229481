#include "case/table_keys.hpp"
#include "case/wire_table.hpp"

namespace zassay {
namespace {

using namespace table_keys;
using enum Kind;

Key flags_key() { return of(may("flags", word_list, "flags of the call"), words::flags()); }
Key count_key(const char* about) { return within(may("count", number, about), 1, most); }
Key first_key() { return within(may("first", number, "first byte of the filling; default 0"), 0, 255); }
Key context_key() { return may("context", Kind::context, "which of the side's contexts; default: its own"); }
Key message_size_key() { return within(need("size", size, "bytes of the message"), 0, largest_size); }

std::vector<Key> stamped_keys() {
  return {within(may("frames", number, "stamped frames of each message; default 1"), 1, most_frames),
          within(may("size", size, "bytes of each frame, stamp and topic included; default 32"), 32, largest_size),
          may("topic", bytes, "stands in front of the stamp of the first frame"),
          may("to", target, "the socket whose routing id leads the message, or 'requester'")};
}

std::vector<Key> joined(std::vector<Key> keys, const std::vector<Key>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

std::vector<Key> poll_keys() {
  return {need("items", poll_items, "sockets and pipes, each with the events to wait for"),
          within(may("timeout", timeout, "how long to wait; 'forever'; default 0"), 0, longest_ms),
          may("at", socket, "whose thread polls; needed where there are no items"),
          may("beside", Kind::pipe, "a pipe whose descriptor stands in the items of sockets too"),
          may("by_descriptor", yes, "sockets stand in their items by the descriptor that the option FD tells"),
          may("as_null", yes, "hands over the number of the items, and a null pointer in place of them")};
}

std::vector<Shape> harness_verbs() {
  return {
      {.name = "open",
       .about = "creates the socket, sets its options, subscribes, binds, connects; a peer listens or connects",
       .keys = {need("names", opening, "sockets and peers of this case")},
       .form = Form::alone,
       .can_be_named = true},
      {.name = "close",
       .about = "closes sockets and peers",
       .keys = {need("names", closing, "sockets and peers of this case")},
       .form = Form::alone,
       .can_be_named = true},
      {.name = "join",
       .about = "waits until started operations have returned",
       .keys = {need("names", started_list, "started operations")},
       .form = Form::alone},
      {.name = "signal",
       .about = "sends a signal to the thread of a started operation",
       .keys = {need("to", started, "the operation"), of(need("number", word, "the signal"), words::signals()),
                may("wherever", yes,
                    "sends it at once, whatever the thread does, also when the operation has returned")}},
      {.name = "handler",
       .about = "installs a signal handler in a side's process",
       .keys = {may("side", side, "default a"), of(need("number", word, "the signal"), words::signals()),
                of(need("mode", word, "plain, restart (SA_RESTART) or default"), words::handler_modes())}},
      {.name = "poll",
       .about = "one poll over sockets and pipes of one actor",
       .keys = poll_keys(),
       .start = Start::may,
       .can_be_named = true},
      {.name = "proxy",
       .about = "runs the library's proxy between two sockets of one actor",
       .keys = {need("frontend", socket, "a socket"),
                may("backend", socket, "a socket; without it the library gets none"),
                may("capture", socket, "gets a copy of every message")},
       .start = Start::must,
       .can_be_named = true},
  };
}

std::vector<Shape> side_verbs() {
  return {
      {.name = "shutdown",
       .about = "shuts the side's context down: its calls end with ETERM",
       .keys = {need("side", side, "the side"), context_key()},
       .form = Form::either,
       .can_be_named = true},
      {.name = "term",
       .about = "terminates the side's context; returns when every socket is closed",
       .keys = {need("side", side, "the side"), context_key()},
       .form = Form::either,
       .start = Start::may,
       .can_be_named = true},
      {.name = "context_set",
       .about = "sets a context option",
       .keys = {need("side", side, "the side"), need("option", context_option, "the option, in upper case"),
                need("value", context_value, "its value"), context_key()},
       .can_be_named = true},
      {.name = "context_get",
       .about = "reads a context option",
       .keys = {need("side", side, "the side"), need("option", context_option, "the option, in upper case"),
                context_key()},
       .can_be_named = true},
      {.name = "null_call",
       .about = "makes a call of the library with a null pointer where a context, a socket or a list is due",
       .keys = {may("side", side, "default a"), of(need("call", word, "the call"), words::null_calls())},
       .can_be_named = true},
      {.name = "memory",
       .about = "asks the kernel how much memory the side's process has in use",
       .keys = {need("side", side, "the side")},
       .form = Form::alone,
       .can_be_named = true},
      {.name = "kill",
       .about = "SIGKILL to the adapter process of a side; not over inproc",
       .keys = {need("side", side, "the side")},
       .form = Form::alone},
  };
}

std::vector<Shape> transfer_verbs() {
  return {
      {.name = "send",
       .about = "sends stamped messages of a stream",
       .keys = joined({need("stream", sending, "the stream; a name makes it"), count_key("messages; default 1")},
                      joined(stamped_keys(), {may("lead", bytes_list, "frames in front of the stamped ones"),
                                              may("cut", cut, "sends frames [from, to) of one message"), flags_key()})),
       .owner = Owner::socket,
       .start = Start::may,
       .can_be_named = true},
      {.name = "send",
       .about = "sends one message of literal frames",
       .keys = {need("frames", bytes_list, "the frames"), flags_key(),
                of(may("via", word, "the library's call: with a message object, from a buffer, from a constant one"),
                   words::send_calls()),
                may("or_error", yes, "an error of the call is as good as success")},
       .owner = Owner::socket,
       .start = Start::may,
       .can_be_named = true},
      {.name = "fill",
       .about = "sends with DONTWAIT until EAGAIN lasts",
       .keys = joined({need("stream", sending, "the stream; a name makes it"),
                       within(need("at_most", number, "reaching it contradicts"), 1, most)},
                      stamped_keys()),
       .owner = Owner::socket,
       .can_be_named = true},
      {.name = "recv",
       .about = "collects messages; inside 'start' the library's own blocking call",
       .keys = {count_key("collects so many messages"),
                may("through", streams, "collects until the newest accepted message of these streams has come"),
                may("until", Kind::evidence, "collects until the started operation has returned"),
                may("rest", yes, "collects until nothing more can come"), flags_key(),
                within(may("room", size, "with flags: into a buffer of so many bytes"), 0, largest_size)},
       .owner = Owner::socket,
       .start = Start::may,
       .can_be_named = true,
       .one_of = {"count", "through", "until", "rest", "flags"},
       .started_keys = {"count"}},
      {.name = "relay",
       .about = "receives and sends on",
       .keys = {need("from", socket, "a socket of the actor"), need("to", socket, "a socket of the actor"),
                within(need("count", number, "messages"), 1, most),
                of(may("via", word, "recv: blocks in receive; poll: polls before each message"), words::relay_calls()),
                of(may("on_eintr", word, "retry the call, or return"), words::on_eintr()),
                may("append", bytes, "is added to each message as a last frame")},
       .owner = Owner::actor,
       .start = Start::must,
       .can_be_named = true},
  };
}

Shape socket_verb(const char* name, const char* about, std::vector<Key> keys, Form form = Form::alone) {
  return {.name = name,
          .about = about,
          .keys = std::move(keys),
          .form = form,
          .owner = Owner::socket,
          .can_be_named = true};
}

std::vector<Shape> socket_verbs() {
  Shape get =
      socket_verb("get", "reads a socket option", {need("option", option, "lower-case name, or a whole number")});
  get.start = Start::may;
  return {
      socket_verb("bind", "binds the socket", {need("endpoint", endpoint, "'auto' or a literal endpoint")}),
      socket_verb("unbind", "undoes a bind", {need("endpoint", endpoint, "'auto' or a literal endpoint")}),
      socket_verb("connect", "connects the socket", {need("endpoint", peer, "a socket, or a literal endpoint")}),
      socket_verb("disconnect", "undoes a connect", {need("endpoint", peer, "a socket, or a literal endpoint")}),
      socket_verb("monitor",
                  "has the socket tell its events at an endpoint, for a PAIR of the case to read; without one it stops",
                  {may("endpoint", endpoint, "a literal endpoint of inproc"),
                   of(may("events", word_list, "only these; default: all"), words::monitor_events())},
                  Form::keys),
      socket_verb("set", "sets one socket option: {option: value}", {}, Form::keys),
      std::move(get),
      socket_verb("errno", "reads the error number that the last failed call has left on the thread of the socket", {},
                  Form::keys),
      socket_verb("timers", "one call of the library's timers, of which the thread of the socket has one set",
                  {of(need("call", word, "the call; 'wait' sleeps as long as 'timeout' says, and executes"),
                      words::timer_calls()),
                   may("timer", free_word, "the timer that the call is about"),
                   within(may("interval", duration, "for 'add' and 'set_interval'"), 0, longest_ms)},
                  Form::keys),
      {.name = "hand_over",
       .about = "from here on another actor of the side makes the socket's calls",
       .keys = {need("to", actor, "an actor, or a socket whose own actor is meant")},
       .form = Form::alone,
       .owner = Owner::socket},
      socket_verb("subscribe", "subscribes to a prefix", {need("prefix", bytes, "the prefix")}),
      socket_verb("unsubscribe", "takes a subscription back", {need("prefix", bytes, "the prefix")}),
  };
}

Shape message_verb(const char* name, const char* about, std::vector<Key> keys, Form form = Form::keys) {
  return {.name = name,
          .about = about,
          .keys = std::move(keys),
          .form = form,
          .owner = Owner::message,
          .start = Start::may,
          .can_be_named = true};
}

std::vector<Shape> message_verbs() {
  const Key property_key =
      of(need("property", Kind::property, "the property, or a whole number"), words::message_properties());
  const std::vector<Key> transfer{need("socket", socket, "a socket of the message's actor"), flags_key()};
  return {
      message_verb("init", "makes an empty message", {}),
      message_verb("init_size", "makes a message of a size", {message_size_key(), first_key()}),
      message_verb("init_data", "makes a zero-copy message", {message_size_key(), first_key()}),
      message_verb("copy", "makes it a copy of another message", {need("from", message, "a message")}, Form::alone),
      message_verb("move", "moves another message into it", {need("from", message, "a message")}, Form::alone),
      message_verb("size", "reads its size", {}),
      message_verb("data", "reads its content", {}),
      message_verb("constant", "tells whether its content stands where a constant buffer that was sent begins", {}),
      message_verb("more", "reads whether more frames follow", {}),
      message_verb("get", "reads a property", {property_key}, Form::alone),
      message_verb("set", "sets a property", {property_key, need("value", number, "the value")}),
      message_verb("gets", "reads a metadata property", {need("property", free_word, "its name, such as Socket-Type")},
                   Form::alone),
      message_verb("send", "sends the message object", transfer),
      message_verb("recv", "receives into the message object", transfer),
      message_verb("close", "releases the message", {}),
  };
}

std::vector<Shape> pipe_verbs() {
  const std::vector<Key> keys{within(may("size", size, "bytes; default 1"), 1, 4096)};
  return {
      {.name = "write", .about = "writes to the pipe", .keys = keys, .owner = Owner::pipe, .can_be_named = true},
      {.name = "read", .about = "reads from the pipe", .keys = keys, .owner = Owner::pipe, .can_be_named = true},
  };
}

}  // namespace

const std::vector<Shape>& verbs() {
  static const std::vector<Shape> table = [] {
    std::vector<Shape> all;
    for (auto& part : {harness_verbs(), side_verbs(), transfer_verbs(), socket_verbs(), peer_verbs(), link_verbs(),
                       message_verbs(), pipe_verbs()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return table;
}

}  // namespace zassay
