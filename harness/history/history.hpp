#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "history/delivery.hpp"
#include "history/events.hpp"

namespace zassay {

/// One accepted message, and where it arrived.
struct AcceptedMessage {
  MessageIdentity identity;
  std::size_t range = 0;                ///< index into History::accepted
  std::vector<std::size_t> deliveries;  ///< indices into History::deliveries: identified, claimed or in part
};

/// What one cell did, typed and indexed once. Only what came before the event `end` is in it, but for releases of
/// messages and `resources`, which tell of tearing down. A value; const access from several threads is safe.
struct History {
  HistoryHeader header;
  std::vector<RecordedOperation> operations;  ///< in the order of their invoke
  std::vector<AcceptedRange> accepted;
  std::vector<AcceptedMessage> messages;  ///< of all streams, in the order in which they were accepted
  std::vector<PartialMessage> partial;
  std::vector<SentMessage> sent;
  std::vector<Delivery> deliveries;
  std::vector<Delivery> unfinished;  ///< `open` frames with which no later message of the socket went on
  std::vector<RecordedEvidence> evidence;
  std::vector<RecordedSignal> signals;
  std::vector<HandledSignal> handled;
  std::vector<MonitorEvent> monitor;
  std::vector<SubscriptionChange> subscriptions;
  std::vector<ConnectionChange> connections;
  std::vector<LifeChange> life;
  std::vector<FreeEvent> frees;
  std::vector<LinkChange> link_changes;
  std::vector<WireEvent> wire_events;
  std::vector<WireItem> wire;  ///< what came over the wire, but what peers themselves sent
  std::vector<ProcessExit> exits;
  std::vector<ResourcesEvent> resources;
  std::optional<StoryEnd> end;
  std::size_t events = 0;  ///< how many there are, tearing down included

  /// Whether the story came to its last line: only then a number that is too low will stay so.
  bool completed() const { return told_to_its_end; }

  const RecordedOperation* operation(std::uint64_t number) const;
  /// All operations of a name, in order: one for each round of a `repeat`.
  std::vector<const RecordedOperation*> operations_named(const std::string& name) const;

  std::size_t socket_index(std::string_view name) const;  ///< no_index if there is none
  std::size_t stream_index(std::string_view name) const;  ///< no_index if there is none
  const std::string& socket_name(std::size_t index) const { return header.sockets[index].name; }
  const std::string& stream_name(std::size_t index) const { return header.streams[index].name; }
  const AcceptedRange& range_of(const AcceptedMessage& message) const { return accepted[message.range]; }

  /// The index of an accepted message; no_index if it was not accepted.
  std::size_t message_index(const MessageIdentity& identity) const;

  /// Whether an operation that had not returned when the story ended may have handed this message to the library: then
  /// it can arrive though nothing says that it was accepted.
  bool may_have_been_sent(const MessageIdentity& identity) const;

  /// The latest evidence of that kind that came before event `before`; nullptr if none did.
  const RecordedEvidence* latest_evidence(std::string_view kind, std::size_t before = no_index) const;

  /// Lookup tables of the functions above; filled in by parse_history.
  std::vector<OfferedRange> in_flight;
  bool told_to_its_end = false;
  std::unordered_map<std::uint64_t, std::size_t> operation_by_number;
  std::vector<std::vector<std::pair<std::uint64_t, std::size_t>>> sequences;  ///< per stream, sorted by sequence
};

/// Reads a history. Its text is hostile: whatever is not of the grammar of docs/history.md is the error "bad-history"
/// with the line's number, and so are more than a million accepted messages. A last line without its newline is
/// ignored: the runner was killed while it wrote.
Result<History> parse_history(std::string_view text);

/// The same from a file; "unreadable" if it cannot be read.
Result<History> read_history(const std::string& path);

}  // namespace zassay
