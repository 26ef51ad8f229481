#pragma once

#include <string>

#include "base/json.hpp"

namespace zassay {

/// index.html from a view model (view_model.hpp): one file that needs no network and opens from disk. Everything but
/// the details of a cell is there without JavaScript; the script only filters and shows details, from the same model,
/// which stands in the page as JSON. The Content-Security-Policy allows just the embedded style and script, by hash.
/// The same model gives the same bytes.
std::string page_of(const Json& model);

/// JSON that can stand inside a script element: no "<", ">" or "&" is left in it.
std::string json_for_script(const Json& value);

}  // namespace zassay
