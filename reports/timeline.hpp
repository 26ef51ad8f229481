#pragma once

#include <string>
#include <string_view>

#include "check/judgement.hpp"
#include "history/history.hpp"

namespace zassay {

struct TimelineOptions {
  std::size_t width_columns = 100;  ///< of the drawing; lanes below 16 columns make it wider
  std::size_t rows = 40;            ///< of the window around the violation; the legend and the findings come on top
};

/// A history as swim lanes in plain text: a column for each socket, a row for each thing that happened, arrows from
/// sender to receiver, a stub with its cause for each lost message, and evidence as rows across. Rows that a failed
/// check points at are marked »; the window lies around the first of them, or else around the end, and what is cut is
/// counted. Pure; foreign text is made visible (text.hpp); ends with a line end.
std::string draw_timeline(const History& history, const Judgement& judgement, TimelineOptions options = {});

/// The same from the text of a history; the errors of parse_history.
Result<std::string> draw_timeline(std::string_view history_text, const Judgement& judgement,
                                  TimelineOptions options = {});

}  // namespace zassay
