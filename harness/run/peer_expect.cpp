// What a peer waits for.

#include "run/observe.hpp"
#include "run/peer_steps.hpp"
#include "run/waiting.hpp"
#include "run/wire_items.hpp"

namespace zassay {
namespace {

constexpr std::int64_t early_ms = 2;  // an implementation's clock may count in whole milliseconds, and be read seldom

/// What the other side did instead of sending: nothing so far, or it ended the connection.
std::string ended_words(const PeerConnection& connection) {
  return connection.by == "RST" ? "the other side reset the connection" : "the other side closed the connection";
}

Reply closed_reply(Session& session, const Json& due, const PeerConnection& connection) {
  if (!connection.items.empty()) {
    return {Answer::contradicted, described(connection.items.front()) + " came where the end of the connection is due"};
  }
  if (!connection.ended) return unless_settled(session, "the other side has not ended the connection");
  const auto stood = std::chrono::duration_cast<std::chrono::milliseconds>(connection.ended_at - connection.opened_at);
  if (stood.count() + early_ms < integer_member(due, "not_before")) {
    return {Answer::contradicted, "the other side ended the connection after " + std::to_string(stood.count()) + " ms"};
  }
  const std::string by = string_member(due, "by");
  if (by.empty() || by == connection.by) return {Answer::came, {}, {{"by", connection.by}}};
  return {Answer::contradicted, "the other side ended the connection by " + connection.by + " where " + by + " is due"};
}

Reply nothing_reply(Session& session, const PeerConnection& connection) {
  if (!connection.items.empty()) {
    return {Answer::contradicted, described(connection.items.front()) + " came where nothing is due"};
  }
  if (connection.ended) return {Answer::contradicted, ended_words(connection) + " where nothing is due"};
  if (!session.endpoint().empty()) return {Answer::not_yet, "that nothing comes is only to be seen with an adapter"};
  const Observation seen = observe(session);
  if (seen.settled && !session.hear(Clock::now())) return {Answer::came, {}, seen.facts};
  return {Answer::not_yet, seen.settled ? "something had to be heard" : seen.reason};
}

Reply version_reply(Session& session, const PeerConnection& connection) {
  if (connection.version_came) return {Answer::came};
  if (connection.ended) return {Answer::contradicted, ended_words(connection) + " before it had said its version"};
  return unless_settled(session, "the signature and major version of the other side have not come");
}

/// Opens a MESSAGE of CURVE that is the next thing to be looked at; what it says if it does not open, or that something
/// came in its place.
std::optional<std::string> open_front(PeerConnection& connection) {
  if (!connection.channel || connection.items.empty()) return std::nullopt;
  wire::Item& front = connection.items.front();
  if (front.offset == connection.opened_offset || front.kind == wire::Item::Kind::malformed) return std::nullopt;
  if (!may_follow_handshake_of_curve(front)) return described(front) + " came in clear behind a handshake of CURVE";
  if (!is_sealed(front)) return std::nullopt;
  auto inner = opened(front, *connection.channel);
  if (!inner) return "a MESSAGE does not open: " + inner.error().sentence;
  front = std::move(*inner);
  connection.opened_offset = front.offset;
  return std::nullopt;
}

/// What a socket may send behind its handshake because its application or its options say so. Nobody knows them at an
/// endpoint: there it may come before what is due.
const Json of_applications = Json::array({"frame", "SUBSCRIBE", "CANCEL", "JOIN", "LEAVE", "PING"});

Ended expect_item(Session& session, const std::string& name, const Json& due, const Json& skipping,
                  std::uint64_t number) {
  PeerConnection& connection = session.wire.peer(name).heard[number];
  const std::string kind = due.items().begin().key();
  const auto question = [&]() -> Reply {
    if (connection.channel && !connection.items.empty() && !connection.items.front().sha256.empty()) {
      return {Answer::not_yet, "a sealed frame is too long to be opened here"};
    }
    if (auto fault = open_front(connection)) return {Answer::contradicted, *fault};
    const bool is_unasked = !session.endpoint().empty() && connection.ready_came;
    while (!connection.items.empty() && (is_named(skipping, connection.items.front()) ||
                                         (is_unasked && is_named(of_applications, connection.items.front())))) {
      // What is due may have a name that is skipped: then it is taken.
      if (kind != "closed" && kind != "nothing" && !mismatch(due, connection.items.front())) break;
      connection.items.pop_front();
      if (auto fault = open_front(connection)) return {Answer::contradicted, *fault};
    }
    if (kind == "closed") return closed_reply(session, due[kind], connection);
    if (kind == "version") return version_reply(session, connection);
    if (kind == "nothing") return nothing_reply(session, connection);
    if (connection.items.empty()) {
      if (connection.ended) return {Answer::contradicted, ended_words(connection) + " before " + described(due)};
      return unless_settled(session, described(due) + " has not come");
    }
    const wire::Item& item = connection.items.front();
    if (auto other = mismatch(due, item)) return {Answer::contradicted, *other};
    const Json facts{{"offset", item.offset}};
    connection.items.pop_front();
    return {Answer::came, {}, facts};
  };
  return wait_for(session, "wire", {{"peer", name}, {"due", due}}, question);
}

}  // namespace

Ended expect_items(Session& session, const std::string& name, const Json& items, const Json& skipping,
                   std::uint64_t connection) {
  for (const Json& due : single_items(items)) {
    if (Ended ended = expect_item(session, name, due, skipping, connection)) {
      if (ended->outcome == "contradicted" || ended->outcome == "unknown") {
        ended->reason = name + ".expect: " + ended->reason.substr(ended->reason.find(": ") + 2);
      }
      return ended;
    }
  }
  return std::nullopt;
}

}  // namespace zassay
