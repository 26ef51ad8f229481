// How fast octets are split into frames: beside memcpy of the same octets, and frames per second.

#include <benchmark/benchmark.h>

#include <cstring>
#include <string>
#include <vector>

#include "wire/command.hpp"
#include "wire/frame_decoder.hpp"
#include "wire/item.hpp"

namespace zassay::wire {
namespace {

constexpr std::size_t read_octets = 1 << 20;  // what a caller reads from its connection at once

/// Frames with bodies of this size, as many as a read holds, at least four.
std::string stream_of(std::size_t body, Framing framing) {
  const std::string frame = encode_frame(std::string(body, 'x'), false, framing);
  std::string stream;
  for (std::size_t i = 0; i < std::max<std::size_t>(4, read_octets / frame.size()); ++i) stream += frame;
  return stream;
}

void copy(benchmark::State& state) {
  const std::string stream = stream_of(static_cast<std::size_t>(state.range(0)), Framing::v3);
  std::vector<char> to(stream.size());
  for (auto _ : state) {
    std::memcpy(to.data(), stream.data(), stream.size());
    benchmark::DoNotOptimize(to.data());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}
BENCHMARK(copy)->Arg(65536);

void decode_stream(benchmark::State& state, Framing framing, bool copies) {
  const std::string stream = stream_of(static_cast<std::size_t>(state.range(0)), framing);
  std::vector<std::uint8_t> to(stream.size());
  std::int64_t frames = 0;
  FrameDecoder decoder(framing);
  for (auto _ : state) {
    Octets input = octets_of(stream);
    std::uint8_t* end = to.data();
    while (const auto part = decoder.next(input)) {
      frames += part->last ? 1 : 0;
      benchmark::DoNotOptimize(part->octets.data());
      if (!copies) continue;
      std::memcpy(end, part->octets.data(), part->octets.size());
      end += part->octets.size();
    }
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(frames);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}

void decode(benchmark::State& state) { decode_stream(state, Framing::v3, false); }
BENCHMARK(decode)->Arg(0)->Arg(8)->Arg(32)->Arg(255)->Arg(256)->Arg(65536);

void decode_zmtp_1(benchmark::State& state) { decode_stream(state, Framing::v1, false); }
BENCHMARK(decode_zmtp_1)->Arg(8)->Arg(65536);

/// Sizes from 0 to 511 in no order: short and long headers that no processor can guess.
void decode_mixed(benchmark::State& state) {
  std::string stream;
  std::int64_t frames = 0;
  for (std::uint32_t number = 1; stream.size() < read_octets; ++frames) {
    number = number * 1664525 + 1013904223;
    stream += encode_frame(std::string(number >> 23, 'x'), (number >> 22 & 1) != 0);
  }
  FrameDecoder decoder(Framing::v3);
  for (auto _ : state) {
    Octets input = octets_of(stream);
    while (const auto part = decoder.next(input)) benchmark::DoNotOptimize(part->octets.data());
  }
  state.SetItemsProcessed(state.iterations() * frames);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}
BENCHMARK(decode_mixed);

/// As a caller does that keeps the bodies.
void decode_and_copy(benchmark::State& state) { decode_stream(state, Framing::v3, true); }
BENCHMARK(decode_and_copy)->Arg(8)->Arg(65536);

/// What a relay does: items with names, fronts of bodies and, of those that are not kept whole, digests.
void observe(benchmark::State& state) {
  const std::string stream = stream_of(static_cast<std::size_t>(state.range(0)), Framing::v3);
  const std::string greeting = encode(Greeting{});
  std::int64_t items = 0;
  ItemReader reader({.kept_octets = static_cast<std::size_t>(state.range(1)), .largest_octets = UINT64_MAX});
  for (Octets input = octets_of(greeting); reader.next(input);) continue;
  for (auto _ : state) {
    Octets input = octets_of(stream);
    while (const auto item = reader.next(input)) items += item->complete ? 1 : 0;
  }
  state.SetItemsProcessed(items);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}
BENCHMARK(observe)->Args({8, 65536})->Args({65536, 65536})->Args({65536, 64});

void encode_headers(benchmark::State& state) {
  const auto size = static_cast<std::uint64_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(encode_frame_header(flag_more, size, Framing::v3));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode_headers)->Arg(8)->Arg(65536);

}  // namespace
}  // namespace zassay::wire
