#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "adapters/libzmq/output.hpp"
#include "adapters/libzmq/threads.hpp"

namespace zassay::libzmq {

/// "SIGUSR1" → 10; -1 for a name that is none.
int signal_number(std::string_view name);
/// 10 → "SIGUSR1"; the number itself for one without a name.
std::string signal_name(int number);

/// Process-wide signal handlers that tell of each call by the event `handled`. The handler only writes a record to a
/// pipe; a thread of this class makes the event of it. Pipe and thread live while a handler is installed. One object at
/// a time, used by the thread that reads requests.
class Signals {
 public:
  enum class Mode { plain, restart, standard };

  explicit Signals(Output& output) : output_(output) {}
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// 0, or the error number (EINVAL for a signal that cannot be handled).
  int set(int number, Mode mode);

 private:
  int install(int number, int flags);
  int remove(int number);
  int start();
  void stop();

  Output& output_;
  std::set<int> handled_;
  int read_end_ = -1;
  int write_end_ = -1;
  Thread reporter_;
};

}  // namespace zassay::libzmq
