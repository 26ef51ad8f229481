#include "reports/page_parts.hpp"

#include <fmt/format.h>

namespace zassay {
namespace {

std::string joined(const Json& numbers) {
  std::string text;
  for (const Json& number : numbers) text += (text.empty() ? "" : ",") + to_line(number);
  return text;
}

}  // namespace

std::string text_at(const Json& object, const char* key) { return string_member(object, key); }
std::string number_at(const Json& object, const char* key) { return std::to_string(integer_member(object, key)); }

void add_word(Html parent, const Json& item) {
  parent.add("span", {{"class", "glyph"}, {"aria-hidden", "true"}}).text(text_at(item, "glyph"));
  parent.text(" " + text_at(item, "word"));
}

Html cell_link(Html parent, const Json& cells, const std::string& style) {
  const std::string first = cells.empty() ? "0" : to_line(cells.front());
  return parent.add("a", {{"href", "#cell-" + first}, {"class", style}, {"data-cells", joined(cells)}});
}

Html section(Html page, const char* id, const std::string& heading) {
  Html part = page.add("section", {{"id", id}, {"aria-labelledby", fmt::format("{}-heading", id)}});
  part.add("h2", {{"id", fmt::format("{}-heading", id)}}).text(heading);
  return part;
}

Html table(Html parent, const std::string& caption, const std::vector<std::string>& heads) {
  Html frame = parent.add("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", caption}});
  Html element = frame.add("table");
  element.add("caption").text(caption);
  Html row = element.add("thead").add("tr");
  for (const std::string& head : heads) row.add("th", {{"scope", "col"}}).text(head);
  return element.add("tbody");
}

}  // namespace zassay
