#pragma once

#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace zassay {

/// Builds HTML as a tree, so that the library that writes it does the escaping. Only elements that have an end tag.
class Html {
 public:
  using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

  explicit Html(pugi::xml_node node) : node_(node) {}

  Html add(const char* element, Attributes attributes = {}) {
    Html child(node_.append_child(element));
    for (const auto& [name, value] : attributes) child.node_.append_attribute(name).set_value(value.c_str());
    return child;
  }

  Html& text(const std::string& content) {
    node_.append_child(pugi::node_pcdata).set_value(content.c_str());
    return *this;
  }

 private:
  pugi::xml_node node_;
};

}  // namespace zassay
