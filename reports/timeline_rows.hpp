#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/judgement.hpp"
#include "history/history.hpp"

namespace zassay {

/// One row of the drawing.
struct TimelineRow {
  enum class Kind { across, lane, arrow, loss };
  Kind kind = Kind::across;
  std::size_t event = no_index;       ///< the event that it tells of
  std::optional<std::int64_t> at_ns;  ///< when, if the history says
  std::size_t lane = no_index;        ///< index of the socket; of an arrow: where it starts
  std::size_t target = no_index;      ///< of an arrow: where it ends
  std::string text;                   ///< visible, one line
  bool is_marked = false;             ///< a failed check points at this event
  std::size_t stream = no_index;      ///< of deliveries that may be drawn as one row
  std::uint64_t first = 0, last = 0;
};

/// Everything of a history that is drawn, in the order in which it happened; deliveries of consecutive messages on one
/// way are one row.
std::vector<TimelineRow> timeline_rows(const History& history, const Judgement& judgement);

}  // namespace zassay
