#pragma once

#include "base/json.hpp"
#include "reports/html.hpp"

namespace zassay {

// What the sections of the page are made of.

std::string text_at(const Json& object, const char* key);
std::string number_at(const Json& object, const char* key);

/// A glyph with its word: never colour alone.
void add_word(Html parent, const Json& item);

/// A link to the row of the first cell; the script opens the details of all of them instead.
Html cell_link(Html parent, const Json& cells, const std::string& style);

Html section(Html page, const char* id, const std::string& heading);

/// A table's body, below a row of heads, in a frame that scrolls.
Html table(Html parent, const std::string& caption, const std::vector<std::string>& heads);

}  // namespace zassay
