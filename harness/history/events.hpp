#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "history/frame.hpp"

/// The lines of a history, typed (docs/history.md). `event` is the index of the line that told it: 0 is the first event
/// behind the header, so that indices order what happened. `t_ns`, `at_ns`, … are nanoseconds on the cell's clock.
namespace zassay {

/// An index that stands for nothing, and for "later than every event".
inline constexpr std::size_t no_index = static_cast<std::size_t>(-1);

struct RecordedExpectation {
  std::string check;
  std::string level = "MUST";
  int line = 0;
  Json arguments = Json::object();
};

struct RecordedSocket {
  std::string name, type, side, actor;
  std::string context;  ///< of its side; empty: the side's own
  std::map<std::string, Json> options;
  std::vector<std::string> links;
  std::string via;                     ///< the link that its connections go through; empty if none
  std::vector<std::string> subscribe;  ///< prefixes, as bytes
};

struct RecordedStream {
  std::string name;
  std::uint16_t number = 0;
};

struct HistoryHeader {
  std::uint32_t run = 0;
  std::string case_name, cell, title, file, transport;
  std::uint64_t seed = 0;
  std::string level = "MUST";
  std::vector<std::string> clauses;
  Json parameters = Json::object();
  Json sides = Json::object();
  std::vector<RecordedSocket> sockets;       ///< sorted by name
  std::vector<RecordedStream> streams;       ///< sorted by name
  std::vector<std::string> wire;             ///< peers and links, sorted by name
  std::map<std::string, std::string> links;  ///< link → the socket that it leads to
  std::vector<RecordedExpectation> expect;
  Json whole = Json::object();  ///< the line itself, for members that are nobody's business here
};

/// A call that is about to be made (`error` unused) or that returned inside a relay (`error` empty on success).
struct RecordedCall {
  std::size_t event = no_index;
  std::string call;
  std::string error;
  std::int64_t at_ns = 0;
};

struct RecordedReply {
  std::size_t event = no_index;
  std::string error;  ///< empty on success
  Json result = Json::object();
  std::int64_t from_ns = 0;
  std::int64_t to_ns = 0;
};

struct RecordedOperation {
  std::uint64_t number = 0;
  std::string call, side, actor, socket, name, message;
  Json arguments = Json::object();
  std::size_t event = no_index;  ///< of the invoke
  std::int64_t t_ns = 0;
  std::vector<RecordedCall> began;
  std::vector<RecordedCall> returned;
  std::optional<RecordedReply> reply;

  bool has_flag(const std::string& flag) const;
};

/// Messages first … first + count − 1 of a stream, taken whole by the library.
struct AcceptedRange {
  std::size_t event = no_index;
  std::size_t invoke_event = no_index;  ///< of its operation: none of it was accepted before
  std::uint64_t operation = 0;
  std::size_t socket = no_index;  ///< index into header.sockets
  std::size_t stream = no_index;  ///< index into header.streams
  std::uint64_t first = 0, count = 0, frames = 1, size = 0;
  std::string topic;
  RecordedFrames lead;
  std::size_t to = no_index;  ///< the socket aimed at by routing id, as an index; also the one that a reply answers
};

/// Messages of a stream that an operation was asked to send.
struct OfferedRange {
  std::size_t stream = no_index;
  std::uint64_t first = 0, count = 0;
};

/// The first frames of a message whose later frames were not taken yet.
struct PartialMessage {
  std::size_t event = no_index;
  std::uint64_t operation = 0;
  std::size_t socket = no_index, stream = no_index;
  std::uint64_t sequence = 0, frames = 0;
};

struct SentMessage {
  std::size_t event = no_index;
  std::uint64_t operation = 0;
  std::size_t socket = no_index;
  RecordedFrames frames;
};

struct RecordedEvidence {
  std::size_t event = no_index;
  std::int64_t t_ns = 0;
  std::string kind, outcome;
  std::uint64_t operation = 0;  ///< 0 if it is about none
  std::string socket, side, reason;
  Json facts = Json::object();
};

struct RecordedSignal {
  std::size_t event = no_index;
  std::uint64_t operation = 0;
  std::string number;
  std::int64_t thread = 0;
};

struct HandledSignal {
  std::size_t event = no_index;
  std::string side, number;
  std::int64_t thread = 0;  ///< 0 if the adapter did not say
  std::int64_t at_ns = 0;
};

struct MonitorEvent {
  std::size_t event = no_index;
  std::string socket, name, endpoint;
  std::int64_t value = 0, at_ns = 0;
};

struct SubscriptionChange {
  std::size_t event = no_index;
  std::size_t socket = no_index;
  std::string topic;  ///< bytes
  bool added = true;
};

struct ConnectionChange {
  std::size_t event = no_index;
  std::string socket, peer;
  bool added = true;
};

/// Why something on the wire is not what ZMTP allows: the codec's finding (docs/wire.md).
struct WireFault {
  std::string code, sentence;
  std::uint64_t offset = 0;  ///< of the first octet at fault, from the first that its side sent on the connection
};

/// A greeting, command or frame that came over the wire, at a peer or through a link.
struct WireItem {
  std::size_t event = no_index;
  std::string at;                ///< the peer or link
  std::string from;              ///< the socket that sent it, or a word for it
  std::uint64_t connection = 0;  ///< of `at`, from 1
  std::string what;              ///< "greeting", "command", "frame" or "malformed"
  std::string name;              ///< of a command
  std::uint64_t offset = 0;
  std::uint64_t octets = 0;  ///< of the whole of it
  std::uint64_t flags = 0;
  std::uint16_t stream = 0;    ///< the number of the stream that the frame's stamp names; 0 if it has none of this run
  std::uint64_t sequence = 0;  ///< of the message, by the stamp
  std::vector<WireFault> faults;
};

/// Anything that was told of a peer or a link, for who looks at the history.
struct WireEvent {
  std::size_t event = no_index;
  std::int64_t when_ns = 0;
  std::string at, what, from, name;
  std::uint64_t connection = 0, octets = 0;
  std::string front;  ///< the first octets of what was sent
  std::string note;   ///< a verb with its arguments, or what else was said
};

/// What became of a connection through a link: that it came to be, or what the harness did to it.
struct LinkChange {
  enum class Kind { opened, cut, stalled };
  std::size_t event = no_index;
  std::string link;
  std::uint64_t connection = 0;
  Kind kind = Kind::opened;
  std::array<std::uint64_t, 2> passed =
      {};                 ///< of a cut: octets that went on, from the side that connects and the other
  bool by_reset = false;  ///< of a cut
};

struct LifeChange {
  std::size_t event = no_index;
  std::string socket;
  bool opened = true;
};

struct FreeEvent {
  std::size_t event = no_index;
  std::string message;
};

struct ProcessExit {
  std::size_t event = no_index;
  std::string side;
  std::optional<std::int64_t> code;
  std::string signal;
};

struct ResourceCounts {
  std::int64_t descriptors = 0, threads = 0, children = 0;
};

struct ResourcesEvent {
  std::size_t event = no_index;
  std::string side;
  ResourceCounts before, after;
};

struct StoryEnd {
  std::size_t event = no_index;
  std::string outcome, reason, code;
  int line = 0;
  std::uint64_t operation = 0;
};

}  // namespace zassay
