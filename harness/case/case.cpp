#include "case/case.hpp"

#include <fmt/format.h>

namespace zassay {
namespace {

/// A cell's name goes into commands, where no zero octet can stand, and onto terminals: control characters are spelled.
std::string printable(const std::string& value) {
  std::string text;
  for (const char letter : value) {
    const auto octet = static_cast<unsigned char>(letter);
    if (octet < 0x20 || octet == 0x7f) {
      text += fmt::format("\\x{:02x}", octet);
    } else {
      text += letter == '\\' ? "\\\\" : std::string(1, letter);
    }
  }
  return text;
}

}  // namespace

std::string cell_name(const Case& cell) {
  std::string text = cell.name + "[";
  for (const auto& [name, value] : cell.parameters) {
    if (text.back() != '[') text += ",";
    text += name + "=" + (value.is_string() ? printable(value.get<std::string>()) : to_line(value));
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
