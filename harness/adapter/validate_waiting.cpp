// Rules about time and order: actors, blocking calls and their events, polling, signals, and ends.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include "adapter/process_resources.hpp"
#include "adapter/thread_state.hpp"
#include "adapter/validate_dialogue.hpp"
#include "base/bytes.hpp"

namespace zassay {
namespace {

Json one_message() { return {{"frames", Json::array({frame_of("x")})}}; }

void blocked_receive(Dialogue& d) {
  Pair pair(d);
  const auto receive = d.start("recv", Pair::reader({}));
  const Json began = d.event({{"event", "began"}, {"id", receive}});
  d.demand(string_member(began, "call") == "recv", "the event \"began\" of a receive names another call");
  pair.send(one_message());  // answered while the other actor waits
  const Json received = d.ok_of(receive);
  d.demand(integer_member(received, "from") <= integer_member(received, "to"), "a receive ended before it began");
  pair.close();
}

void order_of_an_actor(Dialogue& d) {
  Pair pair(d);
  const auto first = d.start("recv", Pair::reader({}));
  const auto second = d.start("get", Pair::reader({{"option", "RCVHWM"}}));
  const auto third = d.start("recv", Pair::reader({{"flags", words({"DONTWAIT"})}}));
  d.event({{"event", "began"}, {"id", first}});
  pair.send(one_message());
  d.reply(third);
  d.demand(d.came_before(first, second) && d.came_before(second, third),
           "operations of one actor were not answered in the order in which they were sent");
  pair.close();
}

void polling(Dialogue& d) {
  d.need("poll");
  Pair pair(d);
  Json poll{{"actor", "reader"},
            {"items", Json::array({{{"socket", "pull"}, {"events", words({"IN"})}}})},
            {"timeout_ms", 0}};
  const Json empty = d.ok("poll", poll);
  d.demand(integer_member(empty, "count", -1) == 0 && empty.value("ready", Json()) == Json::array({words({})}),
           "a poll of an empty socket gave " + to_line(empty));
  poll["timeout_ms"] = -1;
  const auto waiting = d.start("poll", poll);
  d.event({{"event", "began"}, {"id", waiting}, {"call", "poll"}});
  pair.send(one_message());
  const Json ready = d.ok_of(waiting);
  d.demand(integer_member(ready, "count") == 1 && ready.value("ready", Json()) == Json::array({words({"IN"})}),
           "a poll of a readable socket gave " + to_line(ready));
  pair.receive(1);
  pair.close();
}

void polling_descriptors(Dialogue& d) {
  d.need("poll_descriptors");
  d.ok("actor.open", {{"actor", "a"}});
  const Json pipe{{"actor", "a"}, {"pipe", "p"}};
  d.ok("pipe.open", pipe);
  const Json items =
      Json::array({{{"pipe", "p"}, {"events", words({"IN"})}}, {{"pipe", "p"}, {"events", words({"OUT"})}}});
  const Json poll{{"actor", "a"}, {"items", items}, {"timeout_ms", 0}};
  const Json before = d.ok("poll", poll);
  d.demand(before.value("ready", Json()) == Json::array({words({}), words({"OUT"})}),
           "a poll of an empty pipe gave " + to_line(before));
  d.ok("pipe.write", pipe);
  const Json after = d.ok("poll", poll);
  d.demand(after.value("ready", Json()) == Json::array({words({"IN"}), words({"OUT"})}),
           "a poll of a pipe with a byte in it gave " + to_line(after));
  d.ok("pipe.read", pipe);
  d.ok("pipe.close", pipe);
  d.ok("actor.close", {{"actor", "a"}});
}

void monitoring(Dialogue& d) {
  d.need("monitor");
  if (!d.hello().offers("transports", "tcp")) d.cannot("a monitor is tried over tcp, which the adapter does not offer");
  d.ok("context.open", {{"context", "context"}});
  d.ok("actor.open", {{"actor", "a"}});
  d.ok("open", {{"actor", "a"}, {"context", "context"}, {"socket", "s"}, {"type", "DEALER"}});
  d.ok("monitor", {{"actor", "a"}, {"socket", "s"}});
  const Json bound = d.ok("bind", {{"actor", "a"}, {"socket", "s"}, {"endpoint", "tcp://127.0.0.1:*"}});
  d.demand(string_member(bound, "endpoint").find('*') == std::string::npos, "bind did not give the resolved endpoint");
  d.event({{"event", "monitor"}, {"socket", "s"}, {"name", "LISTENING"}});
  d.ok("close", {{"actor", "a"}, {"socket", "s"}});
  d.ok("context.term", {{"actor", "a"}, {"context", "context"}});
  d.ok("actor.close", {{"actor", "a"}});
}

/// Waits until the actor's thread sleeps in a call that it will not leave by itself.
void await_sleep(Dialogue& d, pid_t thread) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (d.going()) {
    const auto state = read_thread_state(d.process().process(), thread);
    if (!state) return d.cannot(state.error().sentence);
    if (is_asleep(*state) && !sleeps_with_timeout(*state)) return;
    if (std::chrono::steady_clock::now() > limit) return d.complain("a blocked receive does not sleep in the kernel");
  }
}

void signals(Dialogue& d) {
  d.need("signals");
  d.need("reports_eintr");
  d.need("thread_state");
  Pair pair(d);
  d.ok("handler", {{"number", "SIGUSR1"}, {"mode", "plain"}});
  const auto receive = d.start("recv", Pair::reader({}));
  d.event({{"event", "began"}, {"id", receive}});
  await_sleep(d, pair.reader_thread());
  if (d.going()) ::syscall(SYS_tgkill, d.process().process(), pair.reader_thread(), SIGUSR1);
  d.event({{"event", "handled"}, {"number", "SIGUSR1"}});
  d.expect_of("EINTR", receive);
  d.ok("handler", {{"number", "SIGUSR1"}, {"mode", "default"}});
  pair.close();
}

void shutdown(Dialogue& d) {
  d.need("shutdown");
  Pair pair(d);
  const auto receive = d.start("recv", Pair::reader({}));
  d.event({{"event", "began"}, {"id", receive}});
  d.ok("context.shutdown", {{"context", "context"}});
  d.expect_of("ETERM", receive);
  pair.close();
}

void term(Dialogue& d) {
  Pair pair(d);
  d.ok("actor.open", {{"actor", "third"}});
  const auto term = d.start("context.term", {{"actor", "third"}, {"context", "context"}});
  d.event({{"event", "began"}, {"id", term}, {"call", "term"}});
  d.ok("close", Pair::writer({}));
  d.ok("close", Pair::reader({}));
  d.ok_of(term);
  for (const char* actor : {"reader", "writer", "third"}) d.ok("actor.close", {{"actor", actor}});
}

std::string told(const ProcessResources& resources) {
  return std::to_string(resources.descriptors) + " descriptors, " + std::to_string(resources.threads) +
         " threads and " + std::to_string(resources.children + resources.orphans) + " child processes";
}

void baseline(Dialogue& d) {
  const auto count = [&d] { return count_resources(d.process().process(), d.process().guardian()); };
  const auto before = count();
  Pair pair(d);
  pair.send({{"stream", {{"run", 1}, {"stream", 1}, {"first", 0}, {"count", 100}}}});
  pair.receive(100);
  pair.close();
  const auto after = count();
  if (!d.going()) return;
  if (!before || !after) return d.complain(before ? after.error().sentence : before.error().sentence);
  d.demand(*before == *after,
           "after the hello the adapter had " + told(*before) + ", and after a cell " + told(*after));
}

void end_with(Dialogue& d, Ending ending) {
  const Pair pair(d);
  const auto receive = d.start("recv", Pair::reader({}));
  d.event({{"event", "began"}, {"id", receive}});
  if (ending == Ending::polite) d.ok("quit", Json::object());
  const auto broken = d.process().end(Ending::end_of_input);
  if (broken) d.complain(broken->code + ": " + broken->sentence);
}

void quit(Dialogue& d) { end_with(d, Ending::polite); }
void end_of_input(Dialogue& d) { end_with(d, Ending::end_of_input); }

}  // namespace

std::vector<Rule> waiting_rules() {
  return {
      {"two-actors", "an actor goes on while another one is blocked", blocked_receive},
      {"actor-order", "the operations of an actor are answered in the order in which they were sent",
       order_of_an_actor},
      {"poll", "a poll tells what is ready, and waits for it", polling},
      {"poll-descriptors", "a poll tells the state of a raw descriptor", polling_descriptors},
      {"monitor", "a monitor tells of the listening socket", monitoring},
      {"signals", "a signal runs its handler, and the receive that it interrupted says EINTR", signals},
      {"shutdown", "a shutdown ends a blocked receive with ETERM", shutdown},
      {"term", "a term waits until the sockets are closed", term},
      {"baseline", "after a cell the adapter has the descriptors, threads and children that it began with", baseline},
      {"quit", "it replies to quit and exits with code 0, even with an actor blocked", quit},
      {"end-of-input", "it exits with code 0 at the end of its input, even with an actor blocked", end_of_input},
  };
}

}  // namespace zassay
