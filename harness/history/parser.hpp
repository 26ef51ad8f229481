#pragma once

#include <map>
#include <set>

#include "history/fields.hpp"
#include "history/history.hpp"

namespace zassay {

/// Builds a History line by line; internal to this folder. After an error ("bad-history") it is worth nothing.
class HistoryParser {
 public:
  /// The next line: the header, then events.
  Result<void> take(const Json& line);
  Result<void> take_text(std::string_view line);
  Result<History> finish();

 private:
  using Handler = void (HistoryParser::*)(Fields&);
  static const std::map<std::string, Handler, std::less<>>& handlers();

  void take_header(Fields& fields, const Json& line);
  void take_event(Fields& fields);
  void take_nothing(Fields&) {}
  void take_invoke(Fields& fields);
  void take_began(Fields& fields);
  void take_returned(Fields& fields);
  void take_accepted(Fields& fields);
  void take_partial(Fields& fields);
  void take_sent(Fields& fields);
  void take_received(Fields& fields);
  void take_open(Fields& fields);
  void take_complete(Fields& fields);
  void take_subscription(Fields& fields);
  void take_connection(Fields& fields);
  void take_opened(Fields& fields);
  void take_closed(Fields& fields);
  void take_evidence(Fields& fields);
  void take_signal(Fields& fields);
  void take_handled(Fields& fields);
  void take_monitor(Fields& fields);
  void take_free(Fields& fields);
  void take_exit(Fields& fields);
  void take_wire(Fields& fields);
  void take_wire_event(Fields& fields);
  void take_wire_item(Fields& fields);
  void take_link_change(Fields& fields);
  void take_resources(Fields& fields);
  void take_end(Fields& fields);

  void take_socket(const std::string& name, const Json& value, Fields& fields);
  RecordedOperation* operation(Fields& fields);
  std::size_t socket(Fields& fields, const char* key);
  std::size_t stream(Fields& fields);
  Delivery delivery(Fields& fields);
  std::size_t stream_of(std::uint64_t number) const;
  void index_offers();
  void decode();
  bool index_messages();
  void aim_answers();
  bool are_linked(std::size_t one, std::size_t other) const;

  History history_;
  std::size_t lines_ = 0;
  std::int64_t latest_ns_ = 0;
  std::size_t index_ = 0;  ///< of the event that is being read
  std::uint64_t accepted_count_ = 0;
  std::set<std::pair<std::size_t, std::uint64_t>> sizes_;  ///< of frames, by stream: sent, or meant to be
  std::vector<RecordedFrames> frames_;                     ///< of each delivery, until it is decoded
  std::map<std::size_t, RecordedFrames> open_frames_;      ///< by socket: what the next message goes on with
  std::map<std::size_t, Delivery> open_;
  std::vector<std::size_t> answers_;  ///< indices of accepted ranges that answer what their socket received last
};

}  // namespace zassay
