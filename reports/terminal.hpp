#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "reports/results.hpp"
#include "reports/standing.hpp"

namespace zassay {

/// Where the terminal reporter writes. Calls come one at a time.
class TerminalSink {
 public:
  virtual ~TerminalSink() = default;
  virtual void write(std::string_view text) = 0;
  virtual bool is_terminal() const = 0;
  virtual std::size_t width_columns() const = 0;  ///< 0 if unknown
};

/// A file descriptor, such as standard error; the width is asked from it each time, since a window can change.
class DescriptorSink final : public TerminalSink {
 public:
  explicit DescriptorSink(int descriptor) : descriptor_(descriptor) {}
  void write(std::string_view text) override;
  bool is_terminal() const override;
  std::size_t width_columns() const override;

 private:
  int descriptor_;
};

struct TerminalStyle {
  bool colour = false;
  bool bar = false;
};

/// Both only on a terminal that is not "dumb"; no colour when NO_COLOR is set to anything (https://no-color.org).
/// Reads the environment variables TERM and NO_COLOR.
TerminalStyle style_for(const TerminalSink& sink);

/// Tells a run as it goes: first the seed and the command, then a bar with counts (only on a terminal), one line for
/// each cell that is not as expected, and at the end one verdict sentence. Foreign text is made visible, so that no
/// adapter can write escape sequences. Any thread may call any function.
class TerminalReporter {
 public:
  TerminalReporter(TerminalSink& sink, TerminalStyle style) : sink_(sink), style_(style) {}

  /// Uses the run's seed, command, implementations and number of planned cells.
  void begin(const RunResult& run);
  void finished(const CellResult& cell);

  /// Something that is no cell, such as an error of the harness, on a line of its own.
  void note(std::string_view sentence);

  /// `report` is the page's path; empty if none was written.
  void end(const RunResult& run, std::string_view report);

 private:
  void line(const std::string& text);  // with the mutex held, as the next two
  void draw_bar();
  void clear_bar();
  std::string painted(Standing standing, const std::string& text) const;

  TerminalSink& sink_;
  const TerminalStyle style_;
  std::mutex mutex_;
  std::map<Standing, std::size_t> counts_;
  std::size_t planned_ = 0;
  bool bar_is_drawn_ = false;
};

}  // namespace zassay
