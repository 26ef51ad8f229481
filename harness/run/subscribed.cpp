// `until subscribed`: probes that travel like any message prove that a subscription is in effect.

#include <algorithm>

#include "base/bytes.hpp"
#include "base/stamp.hpp"
#include "run/observe.hpp"
#include "run/story.hpp"

namespace zassay {
namespace {

/// A publisher looks at its subscribers' requests only now and then while it sends (libzmq: every 3 million processor
/// ticks), so that one settled round without the probe proves nothing; so many in a row, each with a new probe, do.
constexpr int settled_rounds_limit = 25;

bool publishes(const SocketSpec& spec) { return spec.type == "PUB" || spec.type == "XPUB"; }

std::vector<std::string> publishers_of(Session& session, const std::string& subscriber, const std::string& at) {
  if (!at.empty()) return {at};
  std::vector<std::string> names;
  for (auto& [name, state] : session.sockets()) {
    if (!publishes(*state.spec) || !state.open) continue;
    if (state.links.contains(subscriber) || session.socket(subscriber).links.contains(name)) names.push_back(name);
  }
  return names;
}

/// Whether it refuses what a full subscriber has no room for, in place of dropping it.
bool refuses_at_mark(const SocketSpec& publisher) {
  return std::any_of(publisher.options.begin(), publisher.options.end(),
                     [](const auto& option) { return option.first == "XPUB_NODROP" && option.second != Json(0); });
}

/// Sends the next probe, which matches `topic`. Probes are stamped with stream 0: no stream of a case has it. One may
/// be refused while those before it are on their way to a subscriber that the machine keeps waiting: it was none.
Ended send_probe(Session& session, const SocketSpec& publisher, const std::string& topic) {
  const std::uint64_t number = session.probes_sent + 1;
  const Json stream{{"run", session.run_number()},
                    {"stream", 0},
                    {"first", number},
                    {"count", 1},
                    {"frames", 1},
                    {"size", topic.size() + Stamp::size},
                    {"prefix", to_base64(topic)}};
  Operation& sent = session.invoke(socket_operation(publisher, "send"), {{"stream", stream}, {"flags", {"DONTWAIT"}}});
  if (refuses_at_mark(publisher)) {
    if (Ended ended = session.await(sent)) return ended;
    if (sent.error == "EAGAIN") return std::nullopt;
  }
  session.probes_sent = number;
  return session.await_success(sent);
}

/// Takes what has come to the subscriber, waiting a moment for the first message.
Ended take_some(Session& session, const SocketSpec& subscriber) {
  Operation poll = socket_operation(subscriber, "poll");
  poll.actor = session.socket(subscriber.name).actor;
  poll.socket.clear();
  const Json items = Json::array({{{"socket", subscriber.name}, {"events", {"IN"}}}});
  if (Ended ended = session.await(session.invoke(std::move(poll), {{"items", items}, {"timeout_ms", 2}}))) return ended;
  Operation& taken = session.invoke(socket_operation(subscriber, "recv"),
                                    {{"count", 1000}, {"flags", {"DONTWAIT"}}, {"digest_above", 128}});
  return session.await(taken);
}

/// The probes must leave no trace in the marks of the pipe: waits until the reader's credit has travelled back, where
/// that can be seen, and lets the publisher look at it (it looks only now and then while it sends, but always when it
/// polls).
Ended come_to_rest(Session& session, const SocketSpec& publisher) {
  observe_until_settled(session);
  Operation poll = socket_operation(publisher, "poll");
  poll.actor = session.socket(publisher.name).actor;
  poll.socket.clear();
  const Json items = Json::array({{{"socket", publisher.name}, {"events", {"OUT"}}}});
  return session.await(session.invoke(std::move(poll), {{"items", items}, {"timeout_ms", 0}}));
}

/// Takes the probes that are still on their way. The last ones may never come: a publisher at a small mark drops them.
/// That is known when all is settled and nothing came; where that cannot be seen, a further probe is the fence.
Ended take_the_rest(Session& session, const SocketSpec& publisher, const SocketSpec& subscriber,
                    const std::string& topic) {
  const std::uint64_t& newest = session.newest_probe[subscriber.name];
  bool settled = false;
  while (newest < session.probes_sent) {
    const std::uint64_t before = newest;
    if (Ended ended = take_some(session, subscriber)) return ended;
    if (session.past_deadline()) {
      return Conclusion{"unknown", "the last probe did not arrive at " + subscriber.name, "", 0, session.line};
    }
    if (newest == before && settled) break;
    const Observation seen = observe_soon(session);
    settled = newest == before && seen.settled;
    if (seen.possible || newest != before) continue;
    if (Ended ended = send_probe(session, publisher, topic)) return ended;
  }
  return std::nullopt;
}

Ended probe(Session& session, const SocketSpec& publisher, const SocketSpec& subscriber, const std::string& topic) {
  std::uint64_t& newest = session.newest_probe[subscriber.name];
  const std::uint64_t first = session.probes_sent + 1;
  int settled_rounds = 0;
  while (newest < first) {  // one at a time, until one has arrived
    if (Ended ended = send_probe(session, publisher, topic)) return ended;
    if (Ended ended = take_some(session, subscriber)) return ended;
    if (newest >= first) break;
    if (Ended ended = session.broken_end()) return ended;
    const std::string about = subscriber.name + " at " + publisher.name;
    const Observation seen = observe_soon(session);
    settled_rounds = seen.settled ? settled_rounds + 1 : 0;
    if (settled_rounds == settled_rounds_limit) {
      session.evidence("subscribed", "contradicted", {{"socket", subscriber.name}, {"at", publisher.name}});
      return Conclusion{"contradicted",
                        "until subscribed: probes of " + publisher.name + " do not reach " + subscriber.name +
                            ", everything is settled and no timer runs",
                        "", 0, session.line};
    }
    if (session.past_deadline()) {
      session.evidence("subscribed", "unknown", {{"socket", subscriber.name}, {"at", publisher.name}});
      return Conclusion{"unknown", "until subscribed: no probe of " + about + " arrived", "", 0, session.line};
    }
  }
  if (Ended ended = take_the_rest(session, publisher, subscriber, topic)) return ended;
  if (Ended ended = come_to_rest(session, publisher)) return ended;
  session.evidence("subscribed", "came",
                   {{"socket", subscriber.name}, {"at", publisher.name}, {"facts", {{"probes", newest - first + 1}}}});
  return std::nullopt;
}

}  // namespace

Ended wait_subscribed(Session& session, const std::string& name, const std::string& at) {
  const SocketSpec& subscriber = *session.socket(name).spec;
  const std::vector<std::string>& topics = session.socket(name).topics;
  if (topics.empty()) {
    return Conclusion{"error", "`until subscribed` of " + name + ", which has no subscription", "no-subscription", 0,
                      session.line};
  }
  const std::vector<std::string> publishers = publishers_of(session, name, at);
  if (publishers.empty()) {
    return Conclusion{"error",
                      "`until subscribed` of " + name + ", which is linked with no open publisher; name one with `at`",
                      "no-publisher", 0, session.line};
  }
  for (const std::string& publisher : publishers) {
    if (Ended ended = probe(session, *session.socket(publisher).spec, subscriber, topics.back())) return ended;
  }
  return std::nullopt;
}

}  // namespace zassay
