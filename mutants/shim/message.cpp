#include "mutants/shim/message.hpp"

namespace zassay::mutants {

std::string_view bytes_of(zmq_msg_t* message) {
  return {static_cast<const char*>(real().zmq_msg_data(message)), real().zmq_msg_size(message)};
}

std::optional<Stamp> stream_stamp(std::string_view frame) {
  std::optional<Stamp> stamp = read_stamp(frame);
  return stamp && stamp->stream != 0 ? stamp : std::nullopt;
}

std::size_t first_stamped(const Message& message) {
  for (std::size_t i = 0; i < message.size(); ++i) {
    if (message[i].stamp()) return i;
  }
  return message.size();
}

std::optional<Stamp> stream_stamp(const Message& message) {
  const std::size_t place = first_stamped(message);
  return place < message.size() ? stream_stamp(message[place].bytes()) : std::nullopt;
}

std::size_t first_of_content(const Message& message, int type) {
  const std::size_t place = first_stamped(message);
  if (place < message.size()) return place;
  return type == ZMQ_ROUTER && message.size() > 1 ? 1 : 0;
}

bool is_probe(std::string_view frame) {
  const std::optional<Stamp> stamp = read_stamp(frame);
  return stamp && stamp->stream == 0;
}

bool is_probe(const Message& message) {
  const std::size_t place = first_stamped(message);
  return place < message.size() && is_probe(message[place].bytes());
}

Message copy_of(const Message& message) {
  Message copy;
  for (const Frame& frame : message) copy.push_back(frame.copy());
  return copy;
}

}  // namespace zassay::mutants
