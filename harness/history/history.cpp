#include "history/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "history/parser.hpp"

namespace zassay {
namespace {

/// The stream that an operation sends: {"stream": {"stream": N, "first": N, "count": N, "size": N}} of the protocol.
struct Offer {
  std::uint64_t number = 0, first = 0, count = 0, size = 0;
};

std::optional<Offer> offer_of(const RecordedOperation& operation) {
  const auto found = operation.arguments.find("stream");
  if (operation.call != "send" || found == operation.arguments.end() || !found->is_object()) return std::nullopt;
  const auto natural = [&](const char* key, std::int64_t otherwise) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, integer_member(*found, key, otherwise)));
  };
  return Offer{natural("stream", 0), natural("first", 0), natural("count", 1), natural("size", 32)};
}

template <typename Item>
std::size_t index_by_name(const std::vector<Item>& items, std::string_view name) {
  const auto found = std::lower_bound(items.begin(), items.end(), name,
                                      [](const Item& item, std::string_view key) { return item.name < key; });
  return found != items.end() && found->name == name ? static_cast<std::size_t>(found - items.begin()) : no_index;
}

tl::unexpected<Error> bad_line(std::size_t line, const std::string& sentence) {
  return failure("bad-history", fmt::format("line {} of the history: {}", line, sentence));
}

}  // namespace

bool RecordedOperation::has_flag(const std::string& flag) const {
  const auto found = arguments.find("flags");
  if (found == arguments.end() || !found->is_array()) return false;
  return std::any_of(found->begin(), found->end(), [&](const Json& item) { return item == flag; });
}

const RecordedOperation* History::operation(std::uint64_t number) const {
  const auto found = operation_by_number.find(number);
  return found == operation_by_number.end() ? nullptr : &operations[found->second];
}

std::vector<const RecordedOperation*> History::operations_named(const std::string& name) const {
  std::vector<const RecordedOperation*> found;
  for (const RecordedOperation& candidate : operations) {
    if (!name.empty() && candidate.name == name) found.push_back(&candidate);
  }
  return found;
}

std::size_t History::socket_index(std::string_view name) const { return index_by_name(header.sockets, name); }

std::size_t History::stream_index(std::string_view name) const { return index_by_name(header.streams, name); }

std::size_t History::message_index(const MessageIdentity& identity) const {
  if (identity.stream >= sequences.size()) return no_index;
  const auto& of_stream = sequences[identity.stream];
  const auto found = std::lower_bound(of_stream.begin(), of_stream.end(), std::pair{identity.sequence, std::size_t{0}});
  return found != of_stream.end() && found->first == identity.sequence ? found->second : no_index;
}

bool History::may_have_been_sent(const MessageIdentity& identity) const {
  return std::any_of(in_flight.begin(), in_flight.end(), [&](const OfferedRange& range) {
    return range.stream == identity.stream && identity.sequence >= range.first &&
           identity.sequence - range.first < range.count;
  });
}

const RecordedEvidence* History::latest_evidence(std::string_view kind, std::size_t before) const {
  for (auto item = evidence.rbegin(); item != evidence.rend(); ++item) {
    if (item->event < before && item->kind == kind && item->outcome == "came") return &*item;
  }
  return nullptr;
}

void HistoryParser::index_offers() {
  for (const AcceptedRange& range : history_.accepted) sizes_.emplace(range.stream, range.size);
  for (const RecordedOperation& operation : history_.operations) {
    const auto offer = offer_of(operation);
    const std::size_t stream = offer ? stream_of(offer->number) : no_index;
    if (stream == no_index) continue;
    sizes_.emplace(stream, offer->size);
    if (!operation.reply) history_.in_flight.push_back({stream, offer->first, offer->count});
  }
}

std::size_t HistoryParser::stream_of(std::uint64_t number) const {
  const auto& streams = history_.header.streams;
  const auto found = std::find_if(streams.begin(), streams.end(),
                                  [&](const RecordedStream& stream) { return stream.number == number; });
  return found == streams.end() ? no_index : static_cast<std::size_t>(found - streams.begin());
}

void HistoryParser::decode() {
  DeliveryContext context;
  context.run = history_.header.run;
  context.stream_of = [this](std::uint16_t number) { return stream_of(number); };
  context.was_sent = [this](std::size_t stream, std::uint64_t size) { return sizes_.contains({stream, size}); };
  for (std::size_t i = 0; i < frames_.size(); ++i)
    decode_delivery(std::move(frames_[i]), context, history_.deliveries[i]);
  for (auto& [socket, delivery] : open_) {
    decode_delivery(std::move(open_frames_[socket]), context, delivery);
    history_.unfinished.push_back(std::move(delivery));
  }
}

bool HistoryParser::index_messages() {
  history_.sequences.resize(history_.header.streams.size());
  history_.messages.reserve(accepted_count_);
  for (std::size_t i = 0; i < history_.accepted.size(); ++i) {
    const AcceptedRange& range = history_.accepted[i];
    for (std::uint64_t offset = 0; offset < range.count; ++offset) {
      history_.sequences[range.stream].emplace_back(range.first + offset, history_.messages.size());
      history_.messages.push_back({{range.stream, range.first + offset}, i, {}});
    }
  }
  for (auto& of_stream : history_.sequences) {
    std::sort(of_stream.begin(), of_stream.end());
    const auto same = [](const auto& one, const auto& other) { return one.first == other.first; };
    if (std::adjacent_find(of_stream.begin(), of_stream.end(), same) != of_stream.end()) return false;
  }
  for (std::size_t i = 0; i < history_.deliveries.size(); ++i) {
    const Delivery& delivery = history_.deliveries[i];
    if (!delivery.stamped || delivery.foreign) continue;
    const auto note = [&](const MessageIdentity& identity) {
      const std::size_t message = history_.message_index(identity);
      if (message != no_index) history_.messages[message].deliveries.push_back(i);
    };
    note(delivery.identity);
    for (const MessageIdentity& other : delivery.others) note(other);
  }
  return true;
}

bool HistoryParser::are_linked(std::size_t one, std::size_t other) const {
  const std::string& first = history_.socket_name(one);
  const std::string& second = history_.socket_name(other);
  const auto has = [](const std::vector<std::string>& links, const std::string& name) {
    return std::find(links.begin(), links.end(), name) != links.end();
  };
  const auto& sockets = history_.header.sockets;
  return has(sockets[one].links, second) || has(sockets[other].links, first) ||
         std::any_of(history_.connections.begin(), history_.connections.end(), [&](const ConnectionChange& change) {
           return (change.socket == first && change.peer == second) ||
                  (change.socket == second && change.peer == first);
         });
}

/// A reply goes to the sender of the message that its socket received last, where that is a direct peer.
void HistoryParser::aim_answers() {
  std::vector<const Delivery*> latest(history_.header.sockets.size(), nullptr);
  auto delivery = history_.deliveries.begin();
  for (const std::size_t index : answers_) {
    AcceptedRange& range = history_.accepted[index];
    // Operations of one socket run in order: what it received before its send began is what the send answers.
    for (; delivery != history_.deliveries.end() && delivery->event < range.event; ++delivery) {
      if (!delivery->probe) latest[delivery->socket] = &*delivery;
    }
    const Delivery* request = latest[range.socket];
    const std::size_t message =
        request != nullptr && request->identified ? history_.message_index(request->identity) : no_index;
    if (message == no_index) continue;
    const std::size_t requester = history_.range_of(history_.messages[message]).socket;
    if (are_linked(range.socket, requester)) range.to = requester;
  }
}

Result<void> HistoryParser::take(const Json& line) {
  ++lines_;
  if (!line.is_object()) return bad_line(lines_, "it is not a JSON object");
  Fields fields(line);
  if (lines_ == 1) {
    take_header(fields, line);
  } else {
    take_event(fields);
  }
  if (fields.problem()) return bad_line(lines_, *fields.problem());
  return {};
}

Result<void> HistoryParser::take_text(std::string_view line) {
  const auto value = parse_json(line);
  if (!value) return bad_line(lines_ + 1, value.error().sentence);
  return take(*value);
}

Result<History> HistoryParser::finish() {
  if (lines_ == 0) return failure("bad-history", "the history has no header line: nothing was recorded");
  index_offers();
  decode();
  if (!index_messages()) return failure("bad-history", "the history has a message of a stream that was accepted twice");
  aim_answers();
  return std::move(history_);
}

Result<History> parse_history(std::string_view text) {
  HistoryParser parser;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    if (auto taken = parser.take_text(text.substr(0, end)); !taken) return tl::unexpected(taken.error());
    text.remove_prefix(end + 1);
  }
  return parser.finish();
}

Result<History> read_history(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return failure("unreadable", fmt::format("cannot read the history {}", path));
  std::ostringstream text;
  text << file.rdbuf();
  if (file.bad()) return failure("unreadable", fmt::format("cannot read the history {} to its end", path));
  return parse_history(text.view());
}

}  // namespace zassay
