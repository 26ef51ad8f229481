#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "adapters/libzmq/reply.hpp"

namespace zassay::libzmq {

/// CLOCK_MONOTONIC in nanoseconds.
std::int64_t monotonic_ns();

/// The adapter's standard output: whole lines, one write(2) each where the descriptor takes it, from any thread. A
/// reader that is gone ends the process: nobody is left to report to.
class Output {
 public:
  explicit Output(int descriptor) : descriptor_(descriptor) {}

  /// Sets the zero of now(); called once, just before the hello, while there is one thread.
  void set_origin(std::int64_t origin_ns) { origin_ns_ = origin_ns; }
  /// Nanoseconds since the hello.
  std::int64_t now() const { return monotonic_ns() - origin_ns_; }
  std::int64_t origin_ns() const { return origin_ns_; }

  /// Writes one JSON object as a line.
  void object(const Fields& fields);
  void reply(std::int64_t id, const Reply& reply);
  /// The event `began`, with the time of now.
  void began(std::int64_t id, const char* call);
  /// The event `returned`; `error` is an error number, 0 for success.
  void returned(std::int64_t id, const char* call, int error);

 private:
  void write_line(const std::string& line);

  int descriptor_;
  std::int64_t origin_ns_ = 0;
  std::mutex mutex_;
};

}  // namespace zassay::libzmq
