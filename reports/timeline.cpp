#include "reports/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "reports/text.hpp"
#include "reports/timeline_rows.hpp"

namespace zassay {
namespace {

constexpr std::size_t margin_columns = 20;  // "» " event " " milliseconds "  "
constexpr std::size_t narrowest_lane = 16;
constexpr std::size_t widest_lane = 36;

/// One line of characters, each one column wide, that can be drawn over.
class Line {
 public:
  explicit Line(std::size_t columns) : places_(columns, " ") {}

  void put(std::size_t column, std::string_view character) {
    if (column < places_.size()) places_[column] = character;
  }

  void write(std::size_t column, const std::string& text) {
    if (column >= places_.size()) return;
    std::string character;
    for (const char c : shortened(text, places_.size() - column)) {
      const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (begins && !character.empty()) put(column++, std::exchange(character, {}));
      character += c;
    }
    put(column, character);
  }

  std::string text() const {
    std::string line;
    for (const std::string& place : places_) line += place;
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
  }

 private:
  std::vector<std::string> places_;
};

struct Layout {
  std::size_t lanes = 0;
  std::size_t lane_columns = narrowest_lane;
  std::size_t columns = 0;
  std::vector<std::size_t> order;      // the sockets from left to right
  std::vector<std::size_t> positions;  // of each socket in that order

  std::size_t place_of(std::size_t lane) const { return margin_columns + positions[lane] * lane_columns; }
};

/// Whoever sends first stands on the left, so that most arrows go to the right.
std::vector<std::size_t> senders_first(const History& history) {
  std::vector<std::size_t> first_sent(history.header.sockets.size(), no_index);
  const auto note = [&first_sent](std::size_t socket, std::size_t event) {
    if (socket < first_sent.size()) first_sent[socket] = std::min(first_sent[socket], event);
  };
  for (const AcceptedRange& range : history.accepted) note(range.socket, range.event);
  for (const SentMessage& sent : history.sent) note(sent.socket, sent.event);
  std::vector<std::size_t> order(first_sent.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return first_sent[left] < first_sent[right]; });
  return order;
}

Layout layout_for(const History& history, const TimelineOptions& options) {
  Layout layout;
  layout.lanes = history.header.sockets.size();
  layout.order = senders_first(history);
  layout.positions.resize(layout.lanes);
  for (std::size_t i = 0; i < layout.lanes; ++i) layout.positions[layout.order[i]] = i;
  const std::size_t room = options.width_columns > margin_columns ? options.width_columns - margin_columns : 0;
  layout.lane_columns = std::clamp(room / std::max<std::size_t>(layout.lanes, 1), narrowest_lane, widest_lane);
  layout.columns = std::max(options.width_columns, margin_columns + layout.lanes * layout.lane_columns);
  return layout;
}

void draw_arrow(Line& line, const Layout& layout, const TimelineRow& row) {
  const std::size_t from = layout.place_of(row.lane);
  const std::size_t to = layout.place_of(row.target);
  if (from == to) {
    line.write(from + 2, "↺ " + row.text);
  } else if (from < to) {
    for (std::size_t column = from + 1; column + 1 < to; ++column) line.put(column, "─");
    line.put(from, "├");
    line.put(to - 1, "▶");
    line.write(to + 2, row.text);
  } else {
    for (std::size_t column = to + 2; column < from; ++column) line.put(column, "─");
    line.put(to + 1, "◀");
    line.put(from, "┤");
    line.write(from + 2, row.text);  // behind the arrow, where nothing is drawn
  }
}

std::string drawn(const TimelineRow& row, const Layout& layout) {
  Line line(layout.columns);
  if (row.is_marked) line.put(0, "»");
  line.write(2, fmt::format("{:>5}", row.event));
  if (row.at_ns) line.write(8, fmt::format("{:>9.3f}", static_cast<double>(*row.at_ns) / 1e6));
  if (row.kind == TimelineRow::Kind::across) {
    line.write(margin_columns, "── " + row.text);
    return line.text();
  }
  for (std::size_t lane = 0; lane < layout.lanes; ++lane) line.put(layout.place_of(lane), "│");
  const std::size_t place = layout.place_of(row.lane);
  if (row.kind == TimelineRow::Kind::arrow) {
    draw_arrow(line, layout, row);
  } else if (row.kind == TimelineRow::Kind::loss) {
    const bool goes_left = row.target != no_index && layout.place_of(row.target) < place;
    if (goes_left) {
      line.put(place, "┤");
      line.write(place - 3, "✗──");
    } else {
      line.write(place, "├──✗");
    }
    line.write(place + (goes_left ? 2 : 5), row.text);
  } else {
    line.write(place + 2, row.text);
  }
  return line.text();
}

std::string heading(const History& history, const Layout& layout) {
  Line names(layout.columns);
  Line types(layout.columns);
  names.write(2, "event");
  names.write(15, "ms");
  for (std::size_t lane = 0; lane < layout.lanes; ++lane) {
    const RecordedSocket& socket = history.header.sockets[lane];
    const std::size_t room = layout.lane_columns - 1;
    names.write(layout.place_of(lane), shortened(visible(socket.name), room));
    types.write(layout.place_of(lane), shortened(visible(fmt::format("{}, {}", socket.type, socket.side)), room));
  }
  return names.text() + "\n" + types.text() + "\n";
}

struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Window window_around(const std::vector<TimelineRow>& rows, std::size_t size) {
  if (rows.size() <= size) return {0, rows.size()};
  const auto marked = std::find_if(rows.begin(), rows.end(), [](const TimelineRow& row) { return row.is_marked; });
  const auto focus = static_cast<std::size_t>(marked - rows.begin());
  // Two thirds before the violation: what led to it says more than what came after.
  const std::size_t before = size - size / 3;
  const std::size_t begin = std::min(focus > before ? focus - before : 0, rows.size() - size);
  return {begin, begin + size};
}

std::string findings_text(const Judgement& judgement) {
  std::string text;
  for (const Finding& finding : judgement.findings) {
    if (finding.outcome == Outcome::pass) continue;
    const std::string subject = finding.subject.empty() ? "" : fmt::format(" ({})", finding.subject);
    text += visible(fmt::format("{} {}{}: {}", to_string(finding.outcome), finding.check, subject, finding.sentence));
    text += '\n';
  }
  if (text.empty() && !judgement.reason.empty()) {
    text = visible(fmt::format("{} {}: {}", to_string(judgement.verdict), judgement.check, judgement.reason)) + "\n";
  }
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string draw_timeline(const History& history, const Judgement& judgement, TimelineOptions options) {
  const Layout layout = layout_for(history, options);
  const std::vector<TimelineRow> rows = timeline_rows(history, judgement);
  const Window window = window_around(rows, std::max<std::size_t>(options.rows, 1));
  std::string text = visible(history.header.cell) + "\n" + heading(history, layout);
  // Events, not rows: a row may stand for many, and what is not drawn was cut as well.
  const auto cut = [](std::size_t count, const char* where) {
    return count ? fmt::format("  … {} {} are not shown\n", counted(count, "event"), where) : std::string();
  };
  if (window.begin > 0) text += cut(rows[window.begin].event, "before");
  for (std::size_t i = window.begin; i < window.end; ++i) text += drawn(rows[i], layout) + "\n";
  if (window.end < rows.size())
    text += cut(history.events - std::min(history.events, rows[window.end].event), "behind");
  return text + findings_text(judgement);
}

Result<std::string> draw_timeline(std::string_view history_text, const Judgement& judgement, TimelineOptions options) {
  return parse_history(history_text).map([&](const History& history) {
    return draw_timeline(history, judgement, options);
  });
}

}  // namespace zassay
