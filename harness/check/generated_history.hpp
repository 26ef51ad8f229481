#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "check/history_text.hpp"

/// Only for tests: good histories of any shape.
namespace zassay::test {

using Frames = std::vector<std::string>;

/// Streams of one sender, and the receivers that each gets all of them (fan-out) or a share.
struct Plan {
  bool fans_out = false;
  std::size_t receivers = 1;
  std::vector<Message> streams;  ///< `sequence` is the first
  std::vector<std::uint64_t> counts;
};

/// What arrived at each receiver, in order.
using Arrivals = std::vector<std::vector<Frames>>;

inline Plan any_plan(std::uint16_t least_frames = 1) {
  Plan plan;
  plan.fans_out = *rc::gen::arbitrary<bool>();
  plan.receivers = *rc::gen::inRange<std::size_t>(1, 4);
  const auto streams = *rc::gen::inRange<std::uint16_t>(1, 4);
  for (std::uint16_t stream = 1; stream <= streams; ++stream) {
    Message message;
    message.stream = stream;
    message.sequence = *rc::gen::inRange<std::uint64_t>(0, 3);
    message.frames = *rc::gen::inRange<std::uint16_t>(least_frames, 5);
    message.size = *rc::gen::inRange<std::uint32_t>(32, 300);
    plan.streams.push_back(message);
    plan.counts.push_back(*rc::gen::inRange<std::uint64_t>(2, 9));
  }
  return plan;
}

inline Arrivals deliver(const Plan& plan) {
  Arrivals arrivals(plan.receivers);
  std::size_t turn = 0;
  for (std::size_t i = 0; i < plan.streams.size(); ++i) {
    Message message = plan.streams[i];
    for (std::uint64_t sent = 0; sent < plan.counts[i]; ++sent, ++message.sequence) {
      const Frames frames = frames_of(message);
      for (std::size_t receiver = 0; receiver < plan.receivers; ++receiver) {
        if (plan.fans_out || receiver == turn % plan.receivers) arrivals[receiver].push_back(frames);
      }
      ++turn;
    }
  }
  return arrivals;
}

inline std::string name_of_receiver(std::size_t receiver) { return "receiver-" + std::to_string(receiver); }

/// The plan's story, with these arrivals, and the checks of messages.
inline std::string text_of(const Plan& plan, const Arrivals& arrivals) {
  Json sockets = {{"sender", socket_of(plan.fans_out ? "PUB" : "PUSH", Json::array())}};
  for (std::size_t receiver = 0; receiver < plan.receivers; ++receiver) {
    sockets[name_of_receiver(receiver)] = socket_of(plan.fans_out ? "SUB" : "PULL", {"sender"});
    sockets[name_of_receiver(receiver)]["subscribe"] = {frame_of("")};
  }
  Json streams = Json::object();
  Json expect = Json::array();
  for (const char* check : {"at_most_once", "fifo", "multipart_atomic", "intact"}) {
    expect.push_back({{"check", check}, {"arguments", Json::object()}});
  }
  for (const Message& message : plan.streams) {
    const std::string name = "s" + std::to_string(message.stream);
    streams[name] = message.stream;
    expect.push_back({{"check", "exact"}, {"arguments", {{"stream", name}}}});
  }
  HistoryText story(header_of(sockets, streams, expect));
  for (std::size_t receiver = 0; receiver < plan.receivers; ++receiver) {
    story.tell("evidence", {{"kind", "subscribed"}, {"outcome", "came"}, {"socket", name_of_receiver(receiver)}});
  }
  for (std::size_t i = 0; i < plan.streams.size(); ++i) {
    story.send("sender", "s" + std::to_string(plan.streams[i].stream), plan.streams[i], plan.counts[i]);
  }
  for (std::size_t receiver = 0; receiver < plan.receivers; ++receiver) {
    story.take(name_of_receiver(receiver), arrivals[receiver]).starved(name_of_receiver(receiver));
  }
  return story.end().text();
}

}  // namespace zassay::test
