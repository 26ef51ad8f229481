#pragma once

#include <string>

#include "history/history.hpp"

namespace zassay {

/// Answers what was true of a cell's sockets at a moment, given as the index of an event: what stands before it counts.
/// It holds a reference to the history; const access from several threads is safe.
class Timeline {
 public:
  explicit Timeline(const History& history);

  /// Whether the socket was open. A history that never tells of the socket's life is taken to have it open throughout.
  bool is_open(std::size_t socket, std::size_t event) const;

  /// The first event after `event` that ended the socket (closed, or its process exited); no_index if none did.
  std::size_t ended_after(std::size_t socket, std::size_t event) const;

  /// Whether the socket does not exist when the story is over: closed for good, its process gone, or, in a completed
  /// story, never opened.
  bool is_gone(std::size_t socket) const;

  /// Whether the two were connected: by the `connection` events between them, else by declaration while both are open.
  /// Sockets of which nothing is told may be.
  bool is_connected(std::size_t one, std::size_t other, std::size_t event) const;

  /// The first event after `event` by which a connection between the two was removed; no_index if none.
  std::size_t disconnected_after(std::size_t one, std::size_t other, std::size_t event) const;

  /// The first DISCONNECTED that a monitor of either socket told in [from, to]; no_index if none.
  std::size_t told_disconnected(std::size_t one, std::size_t other, std::size_t from, std::size_t to) const;

  /// The link on the way between the two; empty if there is none.
  std::string link_between(std::size_t one, std::size_t other) const;

  /// Whether something in [from, to] may have taken the pipe between the two away: then a later one is another pipe. (A
  /// connection that is only added replaces none.)
  bool pipe_may_have_changed(std::size_t one, std::size_t other, std::size_t from, std::size_t to) const;

  /// Whether the case ever has two connections at once between the two.
  bool has_parallel_connections(std::size_t one, std::size_t other) const;

  /// Whether a subscription of the receiver is a prefix of the frame.
  bool is_subscribed(std::size_t receiver, const std::string& first_frame, std::size_t event) const;

  /// The same at any moment before the event.
  bool was_subscribed(std::size_t receiver, const std::string& first_frame, std::size_t event) const;

  /// A socket's integer option as declared, or as set last before the event.
  std::int64_t option(std::size_t socket, const std::string& name, std::int64_t otherwise, std::size_t event) const;

 private:
  bool same_process(const std::string& side, std::size_t socket) const;
  const History& history_;
  std::vector<const RecordedOperation*> sets_;  ///< options that were set after the socket was opened
};

}  // namespace zassay
