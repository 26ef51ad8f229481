// Rules about requests: what is not known, what makes no sense, names and options.
#include <algorithm>

#include "adapter/thread_state.hpp"
#include "adapter/validate_dialogue.hpp"

namespace zassay {
namespace {

void unknown_operation(Dialogue& d) {
  d.expect("unsupported", d.random_name(), {});
  d.expect("unsupported", "message." + d.random_name(), {});
}

void unknown_argument(Dialogue& d) {
  d.expect("unsupported", "context.open", {{"context", "context"}, {d.random_name(), 1}});
  const Pair pair(d);
  d.expect("unsupported", "recv", Pair::reader({{d.random_name(), true}, {"flags", words({"DONTWAIT"})}}));
  d.expect("unsupported", "send", Pair::writer({{d.random_name(), true}, {"frames", Json::array({{{"b64", ""}}})}}));
}

void unknown_names(Dialogue& d) {
  const Pair pair(d);
  d.expect("bad_request", "recv", {{"actor", d.random_name()}, {"socket", "pull"}, {"flags", words({"DONTWAIT"})}});
  d.expect("bad_request", "recv", {{"actor", "reader"}, {"socket", d.random_name()}, {"flags", words({"DONTWAIT"})}});
  d.expect("bad_request", "context.term", {{"actor", "reader"}, {"context", d.random_name()}});
}

void foreign_socket(Dialogue& d) {
  const Pair pair(d);
  d.expect("bad_request", "recv", {{"actor", "reader"}, {"socket", "push"}, {"flags", words({"DONTWAIT"})}});
}

void missing_argument(Dialogue& d) {
  d.expect("bad_request", "actor.open", Json::object());
  const Pair pair(d);
  d.expect("bad_request", "bind", Pair::reader({}));
}

void unknown_socket_type(Dialogue& d) {
  d.ok("context.open", {{"context", "context"}});
  d.ok("actor.open", {{"actor", "a"}});
  d.expect("unsupported", "open", {{"actor", "a"}, {"context", "context"}, {"socket", "s"}, {"type", "X7F3"}});
}

void every_socket_type(Dialogue& d) {
  d.ok("context.open", {{"context", "context"}});
  d.ok("actor.open", {{"actor", "a"}});
  const Json types = d.hello().capabilities.value("socket_types", Json::array());
  d.demand(!types.empty(), "the hello names no socket type");
  for (const Json& type : types) {
    d.ok("open", {{"actor", "a"}, {"context", "context"}, {"socket", type}, {"type", type}});
    d.ok("close", {{"actor", "a"}, {"socket", type}});
  }
  d.ok("context.term", {{"actor", "a"}, {"context", "context"}});
  d.ok("actor.close", {{"actor", "a"}});
}

void options(Dialogue& d) {
  const Pair pair(d);
  d.expect("unsupported", "set", Pair::writer({{"option", "X7F3_" + d.random_name()}, {"value", 1}}));
  d.expect("unsupported", "get", Pair::writer({{"option", "X7F3_" + d.random_name()}}));
  d.ok("set", Pair::writer({{"option", "LINGER"}, {"value", 17}}));
  const Json linger = d.ok("get", Pair::writer({{"option", "LINGER"}}));
  d.demand(integer_member(linger, "value") == 17, "LINGER was set to 17 and is now " + to_line(linger));
}

void threads_of_actors(Dialogue& d) {
  const auto thread_a = integer_member(d.ok("actor.open", {{"actor", "a"}}), "thread");
  const auto thread_b = integer_member(d.ok("actor.open", {{"actor", "b"}}), "thread");
  d.need("thread_state");
  d.demand(thread_a != thread_b, "two actors have the same thread");
  for (const auto thread : {thread_a, thread_b}) {
    const auto states = ThreadStates().read(d.process().process());
    const bool listed = states && std::any_of(states->begin(), states->end(),
                                              [thread](const ThreadState& state) { return state.thread == thread; });
    d.demand(listed, "thread " + std::to_string(thread) + " of an actor is not a thread of the adapter");
  }
  d.ok("actor.close", {{"actor", "a"}});
  d.ok("actor.close", {{"actor", "b"}});
}

}  // namespace

std::vector<Rule> request_rules() {
  return {
      {"unknown-operation", "an operation that nobody knows is unsupported", unknown_operation},
      {"unknown-argument", "an argument that nobody knows is unsupported", unknown_argument},
      {"unknown-name", "an actor, socket or context that does not exist is a bad request", unknown_names},
      {"foreign-socket", "a socket of another actor is a bad request", foreign_socket},
      {"missing-argument", "a request without a demanded argument is a bad request", missing_argument},
      {"unknown-socket-type", "a socket type that nobody knows is unsupported", unknown_socket_type},
      {"socket-types", "a socket of every type in the hello can be opened and closed", every_socket_type},
      {"options", "options are set and read back, unknown ones are unsupported", options},
      {"actor-threads", "every actor has a kernel thread of its own", threads_of_actors},
  };
}

}  // namespace zassay
