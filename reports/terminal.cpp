#include "reports/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "reports/exit_code.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

constexpr std::size_t bar_columns = 24;
constexpr std::size_t harness_errors_told = 20;  // what ails the machine ails every cell
constexpr std::size_t usual_columns = 80;
constexpr std::string_view erase_line = "\r\x1b[2K";

std::string_view colour_of(Standing standing) {
  switch (standing) {
    case Standing::passed:
      return "\x1b[32m";
    case Standing::harness_error:
    case Standing::failed:
      return "\x1b[31m";
    case Standing::undecided:
    case Standing::warned:
      return "\x1b[33m";
    case Standing::expected:
    case Standing::recorded:
    case Standing::unsupported:
      return "\x1b[36m";
  }
  return "";
}

std::string word_for_line(const CellResult& cell) {
  std::string word = word_of(cell);
  std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  return word;
}

/// "; libzmq@4.3.4 is /usr/lib/…": what the run goes against.
std::string subjects_of(const RunResult& run) {
  std::string text;
  for (const ImplementationInfo& info : run.implementations) {
    text += (text.empty() ? "" : ", ") + visible(info.label);
    if (!info.library_path.empty()) text += fmt::format(" ({})", visible(info.library_path));
  }
  return text;
}

}  // namespace

void DescriptorSink::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // nobody reads: the reports in the output folder still say everything
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool DescriptorSink::is_terminal() const { return ::isatty(descriptor_) == 1; }

std::size_t DescriptorSink::width_columns() const {
  winsize size{};
  return ::ioctl(descriptor_, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

TerminalStyle style_for(const TerminalSink& sink) {
  const char* term = std::getenv("TERM");
  const char* no_colour = std::getenv("NO_COLOR");
  const bool can_draw = sink.is_terminal() && term && *term && std::string_view(term) != "dumb";
  return {can_draw && !(no_colour && *no_colour), can_draw};
}

std::string TerminalReporter::painted(Standing standing, const std::string& text) const {
  return style_.colour ? fmt::format("{}{}\x1b[0m", colour_of(standing), text) : text;
}

void TerminalReporter::clear_bar() {
  if (bar_is_drawn_) sink_.write(erase_line);
  bar_is_drawn_ = false;
}

void TerminalReporter::draw_bar() {
  if (!style_.bar || planned_ == 0) return;
  std::size_t done = 0;
  std::string counts;
  for (auto entry = counts_.rbegin(); entry != counts_.rend(); ++entry) {
    done += entry->second;
    if (entry->second) counts += fmt::format(" · {} {}", entry->second, words_of(entry->first));
  }
  const std::size_t full = std::min(bar_columns, bar_columns * done / planned_);
  std::string bar;
  for (std::size_t i = 0; i < bar_columns; ++i) bar += i < full ? "█" : "░";
  const std::size_t width = sink_.width_columns() ? sink_.width_columns() : usual_columns;
  // One column less than there is: a full line would wrap, and then could not be erased.
  const std::string text = shortened(fmt::format("{} {}/{}{}", bar, done, planned_, counts), width - 1);
  sink_.write(fmt::format("{}{}", bar_is_drawn_ ? erase_line : "", text));
  bar_is_drawn_ = true;
}

void TerminalReporter::line(const std::string& text) {
  clear_bar();
  sink_.write(text + "\n");
}

void TerminalReporter::begin(const RunResult& run) {
  const std::lock_guard lock(mutex_);
  planned_ = run.planned;
  line(fmt::format("seed {} · {} · {} · {}", run.seed, counted(run.planned, "cell"),
                   counted(static_cast<std::size_t>(std::max(run.jobs, 0)), "job"), visible(run.command)));
  if (!run.implementations.empty()) line("against " + subjects_of(run));
  draw_bar();
}

void TerminalReporter::finished(const CellResult& cell) {
  const std::lock_guard lock(mutex_);
  const Standing standing = standing_of(cell);
  const std::size_t of_its_kind = ++counts_[standing];
  const bool folded = standing == Standing::harness_error && of_its_kind > harness_errors_told;
  if (folded && of_its_kind == harness_errors_told + 1) {
    line(painted(standing, "! ERROR ") + "more cells could not be judged; results.json names each with its reason");
  }
  if (standing > Standing::unsupported && !folded) {
    std::string clauses;
    for (const std::string& id : cell.clauses) clauses += (clauses.empty() ? "" : ", ") + visible(id);
    // Cell names begin with the name of their case.
    const std::string name = cell.cell.empty() ? visible(cell.case_name) : visible(cell.cell);
    std::string text =
        fmt::format("{} {}: {}: {}", painted(standing, fmt::format("{} {}", glyph_of(cell), word_for_line(cell))), name,
                    visible(check_of(cell)), visible(cell.judgement.reason));
    if (!clauses.empty()) text += fmt::format(" [{}]", clauses);
    if (!cell.repeat_command.empty()) text += fmt::format(" — repeat: {}", visible(cell.repeat_command));
    line(text);
  }
  draw_bar();
}

void TerminalReporter::note(std::string_view sentence) {
  const std::lock_guard lock(mutex_);
  line(visible(sentence));
  draw_bar();
}

void TerminalReporter::end(const RunResult& run, std::string_view report) {
  const std::lock_guard lock(mutex_);
  clear_bar();
  for (const std::string& sentence : run.errors) {
    line(painted(Standing::harness_error, "! ERROR ") + visible(sentence));
  }
  for (const std::string& sentence : run.stale_expectations) {
    line(painted(Standing::failed, "≈ STALE ") + visible(sentence));
  }
  const int code = exit_code(run);
  const Standing standing = code == 0                ? Standing::passed
                            : code == 5 || code == 6 ? Standing::undecided
                                                     : Standing::failed;
  const std::string where = report.empty() ? "" : fmt::format("; report: {}", visible(report));
  line(painted(standing, visible(verdict_sentence(run)) + where));
}

}  // namespace zassay
