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

const SocketSpec* find_socket(const Case& cell, const std::string& name) {
  for (const SocketSpec& socket : cell.sockets) {
    if (socket.name == name) return &socket;
  }
  return nullptr;
}

}  // namespace zassay
