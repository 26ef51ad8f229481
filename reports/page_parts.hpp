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

/// The name of a cell, which a line may break before "[" and behind "," rather than within a word.
void add_name(Html parent, const std::string& name);

Html section(Html page, const char* id, const std::string& heading);

/// A table's body, below a row of heads, in a frame that scrolls.
Html table(Html parent, const std::string& caption, const std::vector<std::string>& heads);

/// Gives each value of each table its head, for narrow windows: there a row is a list, and no row of heads is shown.
/// Not in the table of cells, which has many rows, and whose values speak for themselves.
void add_heads_to_values(pugi::xml_node page);

}  // namespace zassay
