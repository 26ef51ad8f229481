#pragma once

#include "reports/results.hpp"

namespace zassay {

/// Everything the page shows, in the order in which it shows it: texts are visible (text.hpp) and links are relative.
/// A pure function; the page adds no fact of its own. Keys are described where page.cpp and assets/page.js read them.
Json view_model(const RunResult& run);

/// The name of the colour and meaning of a cell in the page: pass, known, unsupported, info, warn, open, fail or error.
std::string tone_of(const CellResult& cell);

}  // namespace zassay
