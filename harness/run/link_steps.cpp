// What a link does to the octets that go through it.

#include "run/link_steps.hpp"

#include "run/waiting.hpp"

namespace zassay {
namespace {

using link::Point;
using link::Scope;
using link::Side;
using link::Where;

std::optional<Side> side_of(const PlayedLink& played, const Json& arguments) {
  const std::string from = string_member(arguments, "from");
  if (from.empty()) return std::nullopt;
  return from == played.spec->to ? Side::listening : Side::connecting;
}

std::uint64_t natural(const Json& arguments, const char* key) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, integer_member(arguments, key)));
}

Scope scope_of(const PlayedLink& played, const Json& arguments) {
  return {side_of(played, arguments), natural(arguments, "connection")};
}

Where where_of(const PlayedLink& played, const Json& arguments, const std::string& what) {
  return {side_of(played, arguments), natural(arguments, "connection"), what, natural(arguments, "number")};
}

Point point_of(const PlayedLink& played, const Json& arguments) {
  const std::string after = string_member(arguments, "after");
  const std::string within = string_member(arguments, "within");
  if (!within.empty()) return Point::within(where_of(played, arguments, within), natural(arguments, "octets"));
  if (!after.empty()) return Point::after(where_of(played, arguments, after));
  if (arguments.contains("octets")) {
    Where where = where_of(played, arguments, "octets");
    where.number = natural(arguments, "octets");
    return Point::after(where);
  }
  return Point::at_once(scope_of(played, arguments));
}

/// What a verb gives: nothing, or the number that its events carry.
Ended outcome_of(const Session& session, const Step& step, const Result<void>& done) {
  if (done) return std::nullopt;
  return Conclusion{"error", step.text + ": " + done.error().sentence, done.error().code, 0, session.line};
}

Result<void> without_number(const Result<std::uint64_t>& done) {
  if (done) return {};
  return tl::unexpected(done.error());
}

Result<void> carry_out_verb(PlayedLink& played, const Step& step) {
  link::Relay& relay = *played.wire;
  const Json& given = step.arguments;
  const std::string& verb = step.verb;
  if (verb == "hold") return without_number(relay.hold(where_of(played, given, string_member(given, "what"))));
  if (verb == "release") return relay.release();
  if (verb == "cut") {
    played.cut_by = string_member(given, "by", "RST");
    const auto ending = played.cut_by == "FIN" ? link::Ending::fin : link::Ending::rst;
    return without_number(relay.cut(point_of(played, given), ending));
  }
  if (verb == "stall") {
    return without_number(relay.stall(point_of(played, given), !given.contains("from")));
  }
  if (verb == "resume") return relay.resume();
  if (verb == "refuse") return relay.refuse();
  if (verb == "accept") return relay.accept();
  if (verb == "trickle") return relay.trickle(scope_of(played, given));
  if (verb == "stop_reading") return relay.stop_reading(scope_of(played, given));
  if (verb == "read_on") return relay.read_on(scope_of(played, given));
  return failure("unknown-verb", "the runner has no verb " + verb + " of a link");
}

std::int64_t passed(const PlayedLink& played, const Json& given) {
  const std::string what = string_member(given, "what");
  const auto side = side_of(played, given);
  return std::count_if(played.items.begin(), played.items.end(), [&](const LinkItem& item) {
    const auto stop = played.stopped.find({item.connection, item.side});
    const bool has_passed = stop == played.stopped.end() || item.offset < stop->second;
    return has_passed && (what.empty() || item.what == what) && (!side || item.side == *side);
  });
}

Reply count_reply(Session& session, const std::string& subject, std::int64_t so_far, std::int64_t due) {
  if (so_far >= due) return {Answer::came, {}, {{"count", so_far}}};
  return unless_settled(session, subject + ": " + std::to_string(so_far) + " of " + std::to_string(due));
}

}  // namespace

Ended step_link(Session& session, const Step& step) {
  if (auto made = session.wire.ensure_loop(); !made) return outcome_of(session, step, made);
  PlayedLink& played = session.wire.link(step.target);
  Json event{
      {"event", "wire"}, {"at", step.target}, {"what", "verb"}, {"verb", step.verb}, {"arguments", step.arguments}};
  session.record(std::move(event));
  return outcome_of(session, step, carry_out_verb(played, step));
}

Ended wait_link(Session& session, const std::string& kind, const Json& given) {
  const std::string name = string_member(given, kind.c_str());
  PlayedLink& played = session.wire.link(name);
  const std::int64_t due = integer_member(given, "count", 1);
  return wait_for(session, kind, {{"link", name}}, [&]() -> Reply {
    if (kind == "linked") {
      return count_reply(session, "connections of " + name, static_cast<std::int64_t>(played.connections), due);
    }
    if (kind == "passed") {
      return count_reply(session, string_member(given, "what", "anything") + " through " + name, passed(played, given),
                         due);
    }
    if (played.told[kind] > played.seen[kind]) {
      ++played.seen[kind];
      return {Answer::came};
    }
    return unless_settled(session, name + " has not " + kind + " anything");
  });
}

}  // namespace zassay
