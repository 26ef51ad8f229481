#include "case/cell_context.hpp"

namespace zassay {

std::string CellContext::actor_of(const std::string& name) const {
  if (cell.actors.contains(name)) return name;
  const SocketSpec* socket = find_socket(cell, name);
  return socket != nullptr ? socket->actor : std::string();
}

int CellContext::stream_number(const std::string& name) {
  return cell.streams.try_emplace(name, static_cast<int>(cell.streams.size()) + 1).first->second;
}

}  // namespace zassay
