#pragma once

#include <string>

#include "base/json.hpp"

namespace zassay {

/// The sections of the page as HTML, from a view model: verdict, what to look at, cases, cells, losses, clauses, known
/// deviations, unsupported, environment. Empty sections are left out.
std::string page_body(const Json& model);

}  // namespace zassay
