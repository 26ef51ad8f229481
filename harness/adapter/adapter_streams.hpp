#pragma once

#include <poll.h>
#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapter/guardian_link.hpp"
#include "adapter/line_reader.hpp"

namespace zassay {

inline constexpr std::size_t incoming_line_limit = std::size_t{64} << 20;   // bytes, docs/adapter-protocol.md
inline constexpr std::size_t standard_error_limit = std::size_t{16} << 20;  // bytes
inline constexpr std::size_t standard_error_kept = std::size_t{64} << 10;   // bytes

/// The bytes and the life of one adapter: its three streams and what its guardian reports. It knows nothing of
/// messages. No call waits. Used by one thread at a time.
class AdapterStreams {
 public:
  explicit AdapterStreams(GuardianLink link) : link_(std::move(link)) {}

  /// What became of the adapter, as far as the guardian has said.
  struct Fate {
    pid_t process = -1;
    int exec_error = 0;     ///< errno of the failed start
    int refused_error = 0;  ///< errno with which the guardian refused the folder to remove
    std::optional<int> exit_code;
    std::optional<int> signal;
    int swept = 0;        ///< processes that it left behind
    bool guarded = true;  ///< the guardian is still there
    bool ended() const { return exit_code || signal; }
  };
  const Fate& fate() const { return fate_; }
  pid_t guardian() const { return link_.guardian; }

  /// Adds what to poll for. Output is not read while a whole line is waiting, so that a talkative adapter is slowed
  /// down by its own pipe and not stored.
  void add_waits(std::vector<pollfd>& waits);
  /// Reads and writes what can be now; `waits` are those of add_waits after a poll.
  void pump(const std::vector<pollfd>& waits);

  LineReader& lines() { return lines_; }
  bool output_ended() const { return !link_.output; }
  /// Whether all that it ever wrote to standard error has been read.
  bool error_ended() const { return !link_.error; }
  std::size_t error_total() const { return error_total_; }
  std::string error_tail() const;
  void drop_output() { dropping_ = true; }  ///< from now on output is read and forgotten

  void write(std::string_view bytes);
  std::size_t unwritten() const { return pending_.size() - written_; }
  void close_input() { link_.input.reset(); }
  void order(std::string_view order) { send_order(link_.control.get(), order); }

  /// After the guardian ended: takes its exit status, so that no zombie stays. Kills it first if it has not ended.
  void reap_guardian();

 private:
  void flush();
  void read_output();
  void read_error();
  void read_control();

  GuardianLink link_;
  Fate fate_;
  LineReader lines_{incoming_line_limit};
  bool dropping_ = false;
  std::string error_tail_;
  std::size_t error_total_ = 0;
  std::string pending_;
  std::size_t written_ = 0;
};

}  // namespace zassay
