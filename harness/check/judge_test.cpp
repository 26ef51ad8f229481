#include "check/judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "check/history_text.hpp"

namespace zassay {
namespace {

using test::HistoryText;
using test::Message;

Json pipe_header(Json expect = Json::array(), const char* level = "MUST") {
  Json header =
      test::header_of({{"push", test::socket_of("PUSH", {"pull"})}, {"pull", test::socket_of("PULL", {"push"})}},
                      {{"s", 1}}, std::move(expect));
  header["level"] = level;
  return header;
}

Json expected(const char* check, Json arguments, const char* level = "MUST") {
  return {{"check", check}, {"level", level}, {"line", 12}, {"arguments", std::move(arguments)}};
}

Judgement judged(const HistoryText& story) {
  const auto history = parse_history(story.text());
  EXPECT_TRUE(history) << history.error().sentence;
  return history ? judge(*history) : Judgement{};
}

/// Three messages sent, and those with these numbers arrived.
HistoryText pipe(const Json& header, const std::vector<std::uint64_t>& arrived) {
  HistoryText story(header);
  story.send("push", "s", Message{}, 3);
  std::vector<std::vector<std::string>> messages;
  for (const std::uint64_t sequence : arrived) messages.push_back(test::frames_of({1, sequence, 1, 32}));
  story.take("pull", messages);
  return story;
}

const Json exact = Json::array({expected("exact", {{"stream", "s"}})});

TEST(Judge, PassesWhatIsGreen) {
  const Judgement judgement = judged(pipe(pipe_header(exact), {1, 2, 3}).end());
  EXPECT_EQ(judgement.verdict, Verdict::pass);
  EXPECT_EQ(judgement.reason, "");
  EXPECT_EQ(judgement.check, "");
  EXPECT_EQ(judgement.accepted, 3U);
  EXPECT_EQ(judgement.delivered, 3U);
  EXPECT_EQ(judgement.findings.size(), 3U);  // exact, ledger, released
}

TEST(Judge, PointsAtTheFailedExpectation) {
  const Judgement judgement = judged(pipe(pipe_header(exact), {1, 3}).end());
  EXPECT_EQ(judgement.verdict, Verdict::fail);
  EXPECT_EQ(judgement.check, "exact");
  EXPECT_EQ(judgement.line, 12);
  EXPECT_EQ(judgement.level, "MUST");
  ASSERT_EQ(judgement.ledger.size(), 1U);
  EXPECT_EQ(judgement.ledger.front().cause, "unexplained");
}

TEST(Judge, HasAVerdictForEveryEnd) {
  const std::vector<std::pair<const char*, Verdict>> ends = {{"completed", Verdict::pass},
                                                             {"contradicted", Verdict::fail},
                                                             {"unexpected", Verdict::fail},
                                                             {"unknown", Verdict::inconclusive},
                                                             {"stuck", Verdict::stuck},
                                                             {"crash", Verdict::crash},
                                                             {"hang", Verdict::hang},
                                                             {"violation", Verdict::violation},
                                                             {"unsupported", Verdict::unsupported},
                                                             {"error", Verdict::error},
                                                             {"no such end", Verdict::error}};
  for (const auto& [outcome, verdict] : ends) {
    const Judgement judgement = judged(pipe(pipe_header(exact), {1, 2, 3}).end(outcome, "a reason"));
    EXPECT_EQ(to_string(judgement.verdict), to_string(verdict)) << outcome;
    EXPECT_EQ(judgement.reason, verdict == Verdict::pass ? "" : "a reason") << outcome;
    EXPECT_EQ(judgement.line, verdict == Verdict::pass ? 0 : 4) << outcome;
  }
}

TEST(Judge, AFailedCheckOutweighsAnUnsupportedEndAndACrashOutweighsIt) {
  EXPECT_EQ(judged(pipe(pipe_header(exact), {1, 3}).end("unsupported")).verdict, Verdict::fail);
  EXPECT_EQ(judged(pipe(pipe_header(exact), {1}).end("unsupported")).verdict, Verdict::unsupported);
  EXPECT_EQ(judged(pipe(pipe_header(exact), {1, 3}).end("crash")).verdict, Verdict::crash);
}

TEST(Judge, ALostMessageIsNearerToTheCauseThanTheCallThatWaitsForIt) {
  for (const char* outcome : {"stuck", "contradicted", "unexpected"}) {
    const Judgement judgement = judged(pipe(pipe_header(exact), {1, 3}).end(outcome, "relay sleeps"));
    EXPECT_EQ(judgement.verdict, Verdict::fail) << outcome;
    EXPECT_EQ(judgement.check, "exact") << outcome;
  }
  const Judgement stuck = judged(pipe(pipe_header(exact), {1, 3}).end("stuck", "relay sleeps"));
  EXPECT_TRUE(stuck.reason.ends_with("; then relay sleeps")) << stuck.reason;
  EXPECT_EQ(judged(pipe(pipe_header(exact), {1}).end("stuck")).verdict, Verdict::stuck);
  const Json should = Json::array({expected("exact", {{"stream", "s"}}, "SHOULD")});
  EXPECT_EQ(judged(pipe(pipe_header(should), {1, 3}).end("stuck")).verdict, Verdict::stuck);
}

TEST(Judge, WithoutAnEndIsInconclusiveUnlessACheckFails) {
  const Judgement killed = judged(pipe(pipe_header(exact), {1, 2, 3}));
  EXPECT_EQ(killed.verdict, Verdict::inconclusive);
  EXPECT_NE(killed.reason.find("killed"), std::string::npos);
  EXPECT_EQ(judged(pipe(pipe_header(exact), {1, 3})).verdict, Verdict::fail);
}

TEST(Judge, TearingDownDoesNotCount) {
  HistoryText story = pipe(pipe_header(exact), {1, 2});
  story.end().take("pull", {test::frames_of({1, 3, 1, 32})});
  const Judgement judgement = judged(story);
  EXPECT_EQ(judgement.verdict, Verdict::inconclusive);
  EXPECT_EQ(judgement.delivered, 2U);
}

TEST(Judge, TroubleWhileClosingReplacesTheEnd) {
  const Judgement judgement = judged(pipe(pipe_header(exact), {1, 2, 3}).end().end("hang", "term did not return"));
  EXPECT_EQ(judgement.verdict, Verdict::hang);
  EXPECT_EQ(judgement.reason, "term did not return");
}

TEST(Judge, ALevelIsLoweredAndNeverRaised) {
  const Json should = Json::array({expected("exact", {{"stream", "s"}}, "SHOULD")});
  HistoryText explained = pipe(pipe_header(should), {});
  explained.tell("closed", {{"socket", "pull"}}).end();
  const Judgement lowered = judged(explained);
  EXPECT_EQ(lowered.verdict, Verdict::fail);
  EXPECT_EQ(lowered.level, "SHOULD");
  EXPECT_EQ(judged(pipe(pipe_header(exact, "INFO"), {1, 3}).end()).level, "INFO");
}

TEST(Judge, TheWeightiestLevelDecides) {
  HistoryText story = pipe(pipe_header(exact), {1, 2});
  const Json before = {{"descriptors", 1}, {"threads", 1}, {"children", 0}};
  const Json after = {{"descriptors", 2}, {"threads", 1}, {"children", 0}};
  story.end().tell("resources", {{"side", "a"}, {"before", before}, {"after", after}});
  const Judgement judgement = judged(story);
  EXPECT_EQ(judgement.verdict, Verdict::inconclusive) << "a SHOULD that failed hides no MUST that is undecided";
  EXPECT_EQ(judgement.level, "MUST");
}

TEST(Judge, ExpectationsThatMakeNoSenseAreErrors) {
  const std::vector<std::pair<Json, const char*>> wrong = {
      {expected("exactly", Json::object()), "there is no check \"exactly\""},
      {expected("exact", Json::object()), "needs the key \"stream\""},
      {expected("exact", {{"stream", "t"}}), "is not a stream of this history"},
      {expected("exact", {{"stream", "s"}, {"att", "pull"}}), "has no key \"att\""},
      {expected("exact", {{"stream", 5}}), "is not a stream"},
      {expected("count", {{"accepted", "s"}, {"equals", -1}}), "is not a whole number"},
      {expected("received", {{"at", "pull"}, {"messages", {1, 2}}}), "is not a list of lists of bytes"},
      {expected("fair", {{"at", "pull"}, {"streams", {"t"}}}), "is not a list of streams of this history"},
      {expected("exact", {{"stream", "s"}, {"at", "nobody"}}), "is not a socket of this history"},
      {expected("balanced", {{"stream", "s"}, {"over", "pull"}}), "is not a list of sockets of this history"},
      {expected("returns", {{"op", 5}}), "is not a text"},
      {expected("monitored", {{"socket", "push"}, {"events", {5}}}), "is not a list of texts"},
      {expected("lost", {{"stream", "s"}, {"all", 1}}), "is not true or false"},
      {expected("returns", {{"op", "r"}, {"value", Json::array()}}), "is not a number, a text or bytes"},
      {expected("trail", {{"stream", "s"}, {"of", 5}}), "is not a list of bytes"},
      {expected("ready", {{"op", "p"}, {"items", {{"pull", 5}}}}), "is not lists of poll events by name"},
  };
  for (const auto& [expectation, sentence] : wrong) {
    const Judgement judgement = judged(pipe(pipe_header(Json::array({expectation})), {1, 2, 3}).end());
    EXPECT_EQ(judgement.verdict, Verdict::error) << sentence;
    EXPECT_NE(judgement.reason.find(sentence), std::string::npos) << judgement.reason;
  }
}

TEST(Judge, StoredJudgementsAreHostile) {
  for (const char* text : {"[]", "{}", R"({"verdict":"fine"})", R"({"verdict":"pass"})",
                           R"({"verdict":"pass","findings":[1],"ledger":[]})",
                           R"({"verdict":"pass","findings":[{"outcome":"fine","events":[]}],"ledger":[]})",
                           R"({"verdict":"pass","findings":[],"ledger":[{"sequences":["a"]}]})"}) {
    const auto judgement = judgement_from_json(*parse_json(text));
    ASSERT_FALSE(judgement) << text;
    EXPECT_EQ(judgement.error().code, "bad-judgement");
  }
}

double milliseconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

/// A history with so many messages of which every `lost_every`-th did not arrive.
std::string long_story(std::uint64_t messages, std::uint64_t lost_every) {
  Json expect = exact;
  for (const char* check : {"at_most_once", "fifo", "multipart_atomic", "intact"}) {
    expect.push_back(expected(check, Json::object()));
  }
  HistoryText story(pipe_header(expect));
  story.send("push", "s", Message{}, messages);
  std::vector<std::vector<std::string>> arrived;
  for (std::uint64_t sequence = 1; sequence <= messages; ++sequence) {
    if (lost_every == 0 || sequence % lost_every != 0) arrived.push_back(test::frames_of({1, sequence, 1, 32}));
  }
  return story.take("pull", arrived).starved("pull").end().text();
}

/// Judging takes no longer than a few times as long as reading: a square in the number of messages would. The ratio
/// holds on a busy machine too, where a limit in milliseconds would not.
TEST(Judge, TakesAboutAsLongAsReading) {
  for (const std::uint64_t lost_every : {0, 2}) {
    const std::string text = long_story(20'000, lost_every);
    double read_ms = 1e9;
    double judge_ms = 1e9;
    for (int round = 0; round < 5; ++round) {
      Result<History> history;
      read_ms = std::min(read_ms, milliseconds_of([&] { history = parse_history(text); }));
      ASSERT_TRUE(history) << history.error().sentence;
      judge_ms = std::min(judge_ms, milliseconds_of([&] { judge(*history); }));
    }
    const std::string name = lost_every == 0 ? "all_arrived" : "half_lost";
    RecordProperty(name + "_read_us", static_cast<int>(read_ms * 1000));
    RecordProperty(name + "_judge_us", static_cast<int>(judge_ms * 1000));
    EXPECT_LT(judge_ms, read_ms * 4) << name;
  }
}

}  // namespace
}  // namespace zassay
