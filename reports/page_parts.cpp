#include "reports/page_parts.hpp"

#include <fmt/format.h>

#include <string_view>

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

void add_name(Html parent, const std::string& name) {
  std::size_t begin = 0;
  while (begin < name.size()) {
    const std::size_t mark = name.find_first_of("[,", begin + 1);
    const std::size_t end = mark == std::string::npos ? name.size() : mark + (name[mark] == ',' ? 1 : 0);
    parent.add("span", {{"class", "part"}}).text(name.substr(begin, end - begin));
    begin = end;
  }
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

void add_heads_to_values(pugi::xml_node page) {
  for (const pugi::xpath_node& found : page.select_nodes("//section[@id != 'cells']//table")) {
    const pugi::xml_node table = found.node();
    for (const pugi::xml_node row : table.child("tbody").children("tr")) {
      pugi::xml_node head = table.child("thead").child("tr").child("th");
      for (pugi::xml_node value : row.children()) {
        if (std::string_view(value.name()) == "td") value.append_attribute("data-head") = head.child_value();
        head = head.next_sibling("th");
      }
    }
  }
}

}  // namespace zassay
