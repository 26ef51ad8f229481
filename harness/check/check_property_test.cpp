// Good histories of any shape pass; one mutated delivery is noticed by the check that is about it.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/generated_history.hpp"
#include "check/judge.hpp"

namespace zassay {
namespace {

using namespace test;

Judgement judge_plan(const Plan& plan, const Arrivals& arrivals) {
  const auto history = parse_history(text_of(plan, arrivals));
  RC_ASSERT(history.has_value());
  return judge(*history);
}

/// The names of the checks that failed.
std::set<std::string> failed(const Judgement& judgement) {
  std::set<std::string> names;
  for (const Finding& finding : judgement.findings) {
    if (finding.outcome == Outcome::fail) names.insert(finding.check);
  }
  return names;
}

/// A receiver that got at least so many messages, and one of them with so many behind it.
std::pair<std::size_t, std::size_t> any_delivery(const Arrivals& arrivals, std::size_t behind = 0) {
  std::vector<std::size_t> candidates;
  for (std::size_t receiver = 0; receiver < arrivals.size(); ++receiver) {
    if (arrivals[receiver].size() > behind) candidates.push_back(receiver);
  }
  RC_PRE(!candidates.empty());
  const std::size_t receiver = *rc::gen::elementOf(candidates);
  return {receiver, *rc::gen::inRange<std::size_t>(0, arrivals[receiver].size() - behind)};
}

std::uint16_t stream_of(const Frames& frames) { return read_stamp(frames.front())->stream; }

const std::set<std::string> nothing;

void expect_property(const char* about, const std::function<void()>& property) {
  EXPECT_TRUE(rc::check(about, property)) << about;
}

TEST(CheckProperty, GoodHistoriesPass) {
  expect_property("good histories pass", [] {
    const Plan plan = any_plan();
    const Judgement judgement = judge_plan(plan, deliver(plan));
    RC_ASSERT(failed(judgement) == nothing);
    // A share of one message exercises no order; everything else must be green.
    RC_ASSERT(judgement.verdict == Verdict::pass || judgement.check == "fifo");
    RC_ASSERT(judgement.ledger.empty());
  });
}

TEST(CheckProperty, ADroppedMessageIsLost) {
  expect_property("a dropped message is lost", [] {
    const Plan plan = any_plan();
    Arrivals arrivals = deliver(plan);
    const auto [receiver, at] = any_delivery(arrivals);
    arrivals[receiver].erase(arrivals[receiver].begin() + static_cast<long>(at));
    const Judgement judgement = judge_plan(plan, arrivals);
    RC_ASSERT(failed(judgement) == (std::set<std::string>{"exact", "ledger"}));
    RC_ASSERT(judgement.ledger.size() == 1U);
    RC_ASSERT(judgement.ledger.front().sequences.size() == 1U);
  });
}

TEST(CheckProperty, ASecondCopyIsADuplicate) {
  expect_property("a second copy is a duplicate", [] {
    const Plan plan = any_plan();
    Arrivals arrivals = deliver(plan);
    const auto [receiver, at] = any_delivery(arrivals);
    const Frames copy = arrivals[receiver][at];
    const auto place = *rc::gen::inRange<std::size_t>(at + 1, arrivals[receiver].size() + 1);
    arrivals[receiver].insert(arrivals[receiver].begin() + static_cast<long>(place), copy);
    RC_ASSERT(failed(judge_plan(plan, arrivals)) == (std::set<std::string>{"exact", "at_most_once"}));
  });
}

TEST(CheckProperty, ASwapBreaksOrderOnly) {
  expect_property("a swap breaks order only", [] {
    const Plan plan = any_plan();
    Arrivals arrivals = deliver(plan);
    const auto [receiver, at] = any_delivery(arrivals, 1);
    RC_PRE(stream_of(arrivals[receiver][at]) == stream_of(arrivals[receiver][at + 1]));
    std::swap(arrivals[receiver][at], arrivals[receiver][at + 1]);
    RC_ASSERT(failed(judge_plan(plan, arrivals)) == std::set<std::string>{"fifo"});
  });
}

TEST(CheckProperty, AChangedByteIsNoticed) {
  expect_property("a changed byte is noticed", [] {
    const Plan plan = any_plan();
    Arrivals arrivals = deliver(plan);
    const auto [receiver, at] = any_delivery(arrivals);
    Frames& frames = arrivals[receiver][at];
    std::string& frame = frames[*rc::gen::inRange<std::size_t>(0, frames.size())];
    const auto byte = *rc::gen::inRange<std::size_t>(0, frame.size());
    frame[byte] = static_cast<char>(frame[byte] ^ (1 << *rc::gen::inRange(0, 8)));
    const std::set<std::string> names = failed(judge_plan(plan, arrivals));
    RC_ASSERT(names.contains("exact"));
    // A frame whose magic is gone is no stamped frame any more: its message is torn, or is one that nobody sent.
    RC_ASSERT(names.contains("intact") || (frames.size() > 1 && byte < 4));
    RC_ASSERT(!names.contains("fifo"));
    RC_ASSERT(!names.contains("at_most_once"));
  });
}

TEST(CheckProperty, TwoMessagesInOneAreTorn) {
  expect_property("two messages in one are torn", [] {
    const Plan plan = any_plan();
    Arrivals arrivals = deliver(plan);
    const auto [receiver, at] = any_delivery(arrivals, 1);
    Frames& frames = arrivals[receiver][at];
    const Frames next = arrivals[receiver][at + 1];
    frames.insert(frames.end(), next.begin(), next.end());
    arrivals[receiver].erase(arrivals[receiver].begin() + static_cast<long>(at) + 1);
    RC_ASSERT(failed(judge_plan(plan, arrivals)) == (std::set<std::string>{"exact", "multipart_atomic"}));
  });
}

TEST(CheckProperty, AMissingFrameTearsItsMessage) {
  expect_property("a missing frame tears its message", [] {
    const Plan plan = any_plan(2);
    Arrivals arrivals = deliver(plan);
    const auto [receiver, at] = any_delivery(arrivals);
    Frames& frames = arrivals[receiver][at];
    frames.erase(frames.begin() + static_cast<long>(*rc::gen::inRange<std::size_t>(0, frames.size())));
    RC_ASSERT(failed(judge_plan(plan, arrivals)) == (std::set<std::string>{"exact", "multipart_atomic"}));
  });
}

TEST(CheckProperty, JudgementsSurviveTheirJson) {
  expect_property("judgements survive their JSON", [] {
    const Plan plan = any_plan();
    Arrivals arrivals = deliver(plan);
    const auto [receiver, at] = any_delivery(arrivals);
    if (*rc::gen::arbitrary<bool>()) arrivals[receiver].erase(arrivals[receiver].begin() + static_cast<long>(at));
    const Json told = to_json(judge_plan(plan, arrivals));
    const auto again = judgement_from_json(told);
    RC_ASSERT(again.has_value());
    RC_ASSERT(to_json(*again) == told);
  });
}

}  // namespace
}  // namespace zassay
