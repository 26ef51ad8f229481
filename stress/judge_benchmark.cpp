// How fast stamps are made and read, and how fast a stored history is read and judged.

#include <benchmark/benchmark.h>

#include "base/bytes.hpp"
#include "base/stamp.hpp"
#include "check/judge.hpp"
#include "history/history.hpp"

namespace zassay {
namespace {

constexpr std::uint32_t run_number = 7;

std::string frame_number(std::uint64_t sequence, std::uint32_t size) {
  Stamp stamp;
  stamp.run = run_number;
  stamp.stream = 1;
  stamp.sequence = sequence;
  stamp.frame_size = size;
  return stamped_frame(stamp, "");
}

void make_stamps(benchmark::State& state) {
  const auto size = static_cast<std::uint32_t>(state.range(0));
  std::uint64_t sequence = 0;
  for (auto _ : state) benchmark::DoNotOptimize(frame_number(sequence++, size));
  state.SetBytesProcessed(state.iterations() * size);
}
BENCHMARK(make_stamps)->Arg(32)->Arg(1024)->Arg(65536);

void check_stamps(benchmark::State& state) {
  const auto size = static_cast<std::uint32_t>(state.range(0));
  const std::string frame = frame_number(1, size);
  for (auto _ : state) {
    const auto stamp = read_stamp(frame);
    benchmark::DoNotOptimize(stamp && is_intact(*stamp, frame));
  }
  state.SetBytesProcessed(state.iterations() * size);
}
BENCHMARK(check_stamps)->Arg(32)->Arg(1024)->Arg(65536);

/// PUSH → PULL over inproc: all messages accepted by one operation, and received one by one.
std::string history_of(std::uint64_t messages) {
  const Json socket{{"side", "a"}, {"options", Json::object()}, {"subscribe", Json::array()}};
  Json push = socket;
  push.update({{"type", "PUSH"}, {"actor", "push"}, {"links", {"pull"}}});
  Json pull = socket;
  pull.update({{"type", "PULL"}, {"actor", "pull"}, {"links", {"push"}}});
  Json expect = Json::array();
  for (const char* check : {"exact", "fifo", "multipart_atomic", "intact"}) {
    Json arguments = Json::object();
    if (std::string(check) == "exact") arguments["stream"] = "s";
    expect.push_back({{"check", check}, {"level", "MUST"}, {"line", 1}, {"arguments", arguments}});
  }
  const Json header{{"history", 1},
                    {"run", run_number},
                    {"case", "benchmark"},
                    {"cell", "benchmark[]"},
                    {"title", ""},
                    {"file", ""},
                    {"seed", 1},
                    {"level", "MUST"},
                    {"clauses", Json::array()},
                    {"transport", "inproc"},
                    {"parameters", Json::object()},
                    {"sides", Json::object()},
                    {"sockets", {{"push", push}, {"pull", pull}}},
                    {"streams", {{"s", 1}}},
                    {"expect", expect}};
  std::string text = to_line(header) + "\n";
  std::int64_t t = 0;
  const auto add = [&](Json event) {
    event["t"] = ++t;
    text += to_line(event) + "\n";
  };
  add({{"event", "invoke"},
       {"op", 1},
       {"call", "send"},
       {"side", "a"},
       {"actor", "push"},
       {"socket", "push"},
       {"arguments", Json::object()}});
  add({{"event", "accepted"},
       {"op", 1},
       {"socket", "push"},
       {"stream", "s"},
       {"first", 0},
       {"count", messages},
       {"frames", 1},
       {"size", 32}});
  add({{"event", "invoke"},
       {"op", 2},
       {"call", "recv"},
       {"side", "a"},
       {"actor", "pull"},
       {"socket", "pull"},
       {"arguments", Json::object()}});
  for (std::uint64_t i = 0; i < messages; ++i) {
    add({{"event", "received"}, {"op", 2}, {"socket", "pull"}, {"at", t}, {"frames", {frame_of(frame_number(i, 32))}}});
  }
  add({{"event", "end"}, {"outcome", "completed"}, {"reason", ""}, {"line", 0}});
  return text;
}

void judge_history(benchmark::State& state) {
  const std::string text = history_of(static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    const auto history = parse_history(text);
    if (!history || judge(*history).verdict != Verdict::pass) {
      state.SkipWithError("the history does not pass");
      return;
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(judge_history)->Arg(1000)->Arg(20000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace zassay
