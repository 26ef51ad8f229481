#include "case/case.hpp"

namespace zassay {

std::string cell_name(const Case& cell) {
  std::string text = cell.name + "[";
  for (const auto& [name, value] : cell.parameters) {
    if (text.back() != '[') text += ",";
    text += name + "=" + (value.is_string() ? value.get<std::string>() : to_line(value));
  }
  return text + "]";
}

namespace {

template <typename Spec>
const Spec* find_named(const std::vector<Spec>& specs, const std::string& name) {
  for (const Spec& spec : specs) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

}  // namespace

const SocketSpec* find_socket(const Case& cell, const std::string& name) { return find_named(cell.sockets, name); }

const PeerSpec* find_peer(const Case& cell, const std::string& name) { return find_named(cell.peers, name); }

const LinkSpec* find_link(const Case& cell, const std::string& name) { return find_named(cell.links, name); }

}  // namespace zassay
