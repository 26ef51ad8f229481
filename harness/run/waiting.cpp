#include "run/waiting.hpp"

#include <fmt/format.h>

#include "run/endpoint_probe.hpp"
#include "run/observe.hpp"

namespace zassay {

Ended wait_for(Session& session, const std::string& kind, Json about, const std::function<Reply()>& question) {
  LookInterval interval;
  Reply reply;
  while (true) {
    session.hear_all();
    if (Ended ended = session.broken_end()) return ended;
    reply = question();
    if (reply.answer != Answer::not_yet) break;
    if (session.past_deadline()) {
      about["reason"] = reply.reason;
      session.evidence(kind, "unknown", std::move(about));
      return Conclusion{"unknown", "until " + kind + ": " + reply.reason, "", 0, session.line};
    }
    interval.pass(session);
  }
  about["facts"] = reply.facts;
  if (!reply.reason.empty()) about["reason"] = reply.reason;
  const std::uint64_t op = static_cast<std::uint64_t>(integer_member(about, "op"));
  session.evidence(kind, reply.answer == Answer::came ? "came" : "contradicted", std::move(about));
  if (reply.answer == Answer::came) return std::nullopt;
  return Conclusion{"contradicted", "until " + kind + ": " + reply.reason, "", op, session.line};
}

namespace {

/// What silence means at an endpoint whose threads are nobody's to look at: when it has greeted so many others
/// meanwhile, it is there, had its turns, and does something else. It is what the endpoint itself did that counts and
/// not our clock, as one that is short of processors greets nobody either; the pauses give it the time to do it in.
Reply unless_ignored(Session& session, const std::string& lacking) {
  constexpr int enough = 20;
  constexpr auto pause = std::chrono::milliseconds(100);
  constexpr std::int64_t greeting_limit_ms = 1000;
  if (session.silence() < (session.others_greeted + 1) * pause) return {Answer::not_yet, lacking};
  const auto answer = probe_endpoint(session.endpoint(), "DEALER", greeting_limit_ms);
  if (!answer) return {Answer::not_yet, lacking + ", and the endpoint greets nobody else either"};
  if (session.hear(Clock::now()) || ++session.others_greeted < enough) return {Answer::not_yet, lacking};
  return {Answer::contradicted,
          fmt::format("{} while {} other connections were greeted, one after another", lacking, enough)};
}

}  // namespace

Reply unless_settled(Session& session, const std::string& lacking) {
  if (!session.endpoint().empty()) return unless_ignored(session, lacking);
  const Observation seen = observe(session);
  if (seen.settled && !session.hear(Clock::now())) {
    return {Answer::contradicted, lacking + ", everything is settled and no timer runs"};
  }
  return {Answer::not_yet, lacking};
}

}  // namespace zassay
