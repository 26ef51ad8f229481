#pragma once

#include <string>
#include <vector>

#include "check/judgement.hpp"
#include "history/history.hpp"

namespace zassay {

/// A finding for an expectation, not exercised until concluded.
Finding begin_finding(const RecordedExpectation& expectation, std::string subject);

/// The finding with its outcome and sentence.
Finding conclude(Finding finding, Outcome outcome, std::string sentence, std::vector<std::size_t> events = {});

/// Collects what a check found wrong: the first is told, the others are counted.
class Complaints {
 public:
  void add(std::string sentence, std::size_t event);
  bool empty() const { return count_ == 0; }
  /// "message 17 … (and 3 more)".
  std::string sentence() const;
  const std::vector<std::size_t>& events() const { return events_; }  ///< of the first 16

 private:
  std::string first_;
  std::size_t count_ = 0;
  std::vector<std::size_t> events_;
};

/// What an expectation is about: streams and receivers.
struct Scope {
  std::size_t stream = no_index;  ///< no_index: every stream
  std::size_t at = no_index;      ///< no_index: every receiver
};

/// From the keys `stream` and `at`.
Scope scope_of(const History& history, const RecordedExpectation& expectation);

/// "stream s at pull", "every stream".
std::string name_of(const History& history, const Scope& scope);

/// Whether the delivery is about the scope: by its identity, by a part of it, or (foreign or corrupt, so that it cannot
/// be told what it was) by its receiver alone.
bool is_in_scope(const Delivery& delivery, const Scope& scope);

/// "message 17 of stream s".
std::string name_of(const History& history, const MessageIdentity& identity);

/// "1–5, 9": numbers in rising order, at most a few pieces.
std::string describe_sequences(std::vector<std::uint64_t> sequences);

/// The socket that the operation is on, as an index; no_index if on none. Messages may name it as an argument.
std::size_t socket_of(const History& history, const RecordedOperation& operation);

/// When the operation gave the library a message object, of which no `sent` tells: the event of its reply, no_index
/// while it has none; 0 if it is no such operation or failed.
std::size_t message_object_sent(const RecordedOperation& operation);

/// Whether the adapter refused the operation: then the library never saw it, and there is nothing to judge.
bool was_refused(const RecordedOperation& operation);

/// Evidence that nothing was on its way: kinds that include that everything is settled. The latest before the event.
const RecordedEvidence* latest_settled(const History& history, std::size_t before = no_index);

}  // namespace zassay
