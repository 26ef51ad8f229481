#include <fmt/format.h>

#include <algorithm>

#include "check/causes.hpp"
#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// What became of the stream's messages at one group of receivers; indices into History::messages, in order.
struct Tally {
  ReceiverGroup group;
  std::vector<std::size_t> lost, missing, arrived;
};

struct Answer {
  Outcome outcome = Outcome::pass;
  std::string sentence;
};

std::vector<Tally> tally(const History& history, const Scope& scope, Losses& losses) {
  std::map<std::vector<std::size_t>, Tally> tallies;
  for (std::size_t message = 0; message < history.messages.size(); ++message) {
    if (history.messages[message].identity.stream != scope.stream) continue;
    for (const ReceiverGroup& group : losses.groups(message, scope.at)) {
      Tally& of_group = tallies[group.receivers];
      if (of_group.group.receivers.empty()) of_group.group = group;
      const Fate fate = losses.fate(message, group);
      auto& list = fate.is_lost()                       ? of_group.lost
                   : fate.state == Fate::State::arrived ? of_group.arrived
                                                        : of_group.missing;
      list.push_back(message);
    }
  }
  std::vector<Tally> all;
  for (auto& [receivers, of_group] : tallies) all.push_back(std::move(of_group));
  return all;
}

std::string numbers(const History& history, const std::vector<std::size_t>& messages) {
  std::vector<std::uint64_t> sequences;
  for (const std::size_t message : messages) sequences.push_back(history.messages[message].identity.sequence);
  return sequences.empty() ? "none" : describe_sequences(std::move(sequences));
}

/// Compares the number of losses, known only to lie in [lost, lost + missing], with what is said.
Answer judge_number(const History& history, const RecordedExpectation& expectation, const Tally& tally) {
  const std::uint64_t least = tally.lost.size();
  const std::uint64_t most = least + tally.missing.size();
  std::uint64_t at_least = integer_argument(expectation, "at_least").value_or(0);
  std::uint64_t at_most = integer_argument(expectation, "at_most").value_or(UINT64_MAX);
  if (const auto count = integer_argument(expectation, "count")) at_least = at_most = *count;
  if (flag_argument(expectation, "none")) at_most = 0;
  const std::string seen =
      fmt::format("{} of {} messages are lost ({})", least, most + tally.arrived.size(), numbers(history, tally.lost));
  if (flag_argument(expectation, "all") && !tally.arrived.empty()) {
    return {Outcome::fail, fmt::format("not all are lost: {} arrived", numbers(history, tally.arrived))};
  }
  if (flag_argument(expectation, "all")) at_least = std::max(at_least, most);
  if (least > at_most) return {Outcome::fail, fmt::format("{}, more than {}", seen, at_most)};
  if (most < at_least && history.completed()) return {Outcome::fail, fmt::format("{}, fewer than {}", seen, at_least)};
  if (most > at_most || least < at_least) {
    return {Outcome::inconclusive,
            fmt::format("{}, and {} are missing without proof that they will not come", seen, tally.missing.size())};
  }
  return {Outcome::pass, seen};
}

Answer judge_prefix(const History& history, const Tally& tally) {
  if (tally.arrived.empty()) return {};
  const std::size_t first = tally.arrived.front();
  const auto behind = [&](const std::vector<std::size_t>& list) {
    return std::upper_bound(list.begin(), list.end(), first);
  };
  if (const auto hole = behind(tally.lost); hole != tally.lost.end()) {
    return {Outcome::fail,
            fmt::format("message {} is lost though the earlier message {} arrived: not only the first ones are",
                        history.messages[*hole].identity.sequence, history.messages[first].identity.sequence)};
  }
  if (const auto hole = behind(tally.missing); hole != tally.missing.end()) {
    return {Outcome::inconclusive, fmt::format("message {} behind the first that arrived is missing, without proof",
                                               history.messages[*hole].identity.sequence)};
  }
  return {};
}

Answer judge_cause(const Tally& tally, const std::string& expected, Losses& losses, Causes& causes) {
  Answer doubt;
  for (const std::size_t message : tally.lost) {
    const Fate fate = losses.fate(message, tally.group);
    const Cause cause = causes.of(message, tally.group, fate);
    if (cause.name == expected) continue;
    const std::string text = fmt::format("message {} is lost, and its cause is {} ({}), not {}: {}",
                                         losses.history().messages[message].identity.sequence, cause.name,
                                         cause.certainty, expected, cause.evidence);
    if (cause.certainty == "certain") return {Outcome::fail, text};
    if (doubt.outcome == Outcome::pass) doubt = {Outcome::inconclusive, text};
  }
  return doubt;
}

}  // namespace

Finding check_lost(const History& history, const RecordedExpectation& expectation) {
  const Scope scope = scope_of(history, expectation);
  Finding finding = begin_finding(expectation, name_of(history, scope));
  Losses losses(history);
  Causes causes(losses);
  const std::vector<Tally> tallies = tally(history, scope, losses);
  if (tallies.empty())
    return conclude(std::move(finding), Outcome::not_exercised, "nothing was accepted that should arrive");
  const std::string cause = word_argument(expectation, "cause");
  Answer worst;
  for (const Tally& of_group : tallies) {
    std::vector<Answer> answers{judge_number(history, expectation, of_group)};
    if (flag_argument(expectation, "prefix")) answers.push_back(judge_prefix(history, of_group));
    if (!cause.empty()) answers.push_back(judge_cause(of_group, cause, losses, causes));
    for (Answer& answer : answers) {
      const bool is_worse = answer.outcome == Outcome::fail || worst.outcome == Outcome::pass;
      if (worst.outcome == Outcome::fail || !is_worse || answer.sentence.empty()) continue;
      if (answer.outcome == Outcome::pass && !worst.sentence.empty()) continue;
      worst = {answer.outcome, name_of(history, of_group.group) + ": " + answer.sentence};
    }
  }
  return conclude(std::move(finding), worst.outcome, worst.sentence);
}

}  // namespace zassay
