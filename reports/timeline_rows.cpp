#include "reports/timeline_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "reports/text.hpp"

namespace zassay {
namespace {

using Kind = TimelineRow::Kind;

std::string numbers(std::uint64_t first, std::uint64_t last) {
  return first == last ? std::to_string(first) : fmt::format("{}–{} ({})", first, last, last - first + 1);
}

class RowMaker {
 public:
  RowMaker(const History& history, const Judgement& judgement) : history_(history), judgement_(judgement) {
    for (const Finding& finding : judgement.findings) {
      if (finding.outcome == Outcome::fail) marked_.insert(finding.events.begin(), finding.events.end());
    }
  }

  std::vector<TimelineRow> make() {
    add_lives();
    add_operations();
    add_accepted();
    add_losses();
    add_deliveries();
    add_wire();
    add_evidence();
    add_end();
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const TimelineRow& left, const TimelineRow& right) { return left.event < right.event; });
    return merged();
  }

 private:
  TimelineRow& add(Kind kind, std::size_t event, std::size_t lane, const std::string& text) {
    TimelineRow row;
    row.kind = lane == no_index ? Kind::across : kind;
    row.event = event;
    row.lane = lane;
    row.text = visible(text);
    row.is_marked = marked_.contains(event);
    rows_.push_back(std::move(row));
    return rows_.back();
  }

  std::size_t lane_of(const std::string& socket) const { return history_.socket_index(socket); }
  std::string stream_of(std::size_t stream) const {
    return stream == no_index ? std::string("?") : history_.stream_name(stream);
  }

  void add_lives() {
    for (const LifeChange& change : history_.life) {
      add(Kind::lane, change.event, lane_of(change.socket), change.opened ? "open" : "closed");
    }
    for (const SubscriptionChange& change : history_.subscriptions) {
      add(Kind::lane, change.event, change.socket,
          fmt::format("{} \"{}\"", change.added ? "subscribe" : "unsubscribe", change.topic));
    }
    for (const ConnectionChange& change : history_.connections) {
      add(Kind::lane, change.event, lane_of(change.socket),
          fmt::format("{} {}", change.added ? "connected with" : "disconnected from", change.peer));
    }
    for (const ProcessExit& exit : history_.exits) {
      const std::string how = exit.signal.empty() ? fmt::format("code {}", exit.code.value_or(0)) : exit.signal;
      add(Kind::across, exit.event, no_index, fmt::format("the process of side {} ended: {}", exit.side, how));
    }
  }

  void add_operations() {
    for (const RecordedOperation& operation : history_.operations) {
      const std::size_t lane = lane_of(operation.socket);
      const std::string name = operation.name.empty() ? operation.call : operation.name;
      if (!operation.name.empty()) {
        for (const RecordedCall& call : operation.began) {
          add(Kind::lane, call.event, lane, fmt::format("{}: {} begins", name, call.call)).at_ns = call.at_ns;
        }
        for (const RecordedCall& call : operation.returned) {
          if (call.error.empty()) continue;
          add(Kind::lane, call.event, lane, fmt::format("{}: {} gave {}", name, call.call, call.error)).at_ns =
              call.at_ns;
        }
      }
      const auto& reply = operation.reply;
      if (!reply || (operation.name.empty() && reply->error.empty())) continue;
      const std::string how = reply->error.empty() ? "returned" : "gave " + reply->error;
      add(Kind::lane, reply->event, lane, fmt::format("{} {}", name, how)).at_ns = reply->to_ns;
    }
    for (const RecordedSignal& signal : history_.signals) {
      add(Kind::across, signal.event, no_index, fmt::format("{} to operation {}", signal.number, signal.operation));
    }
    for (const HandledSignal& handled : history_.handled) {
      add(Kind::across, handled.event, no_index, fmt::format("{} handled on side {}", handled.number, handled.side))
          .at_ns = handled.at_ns;
    }
  }

  void add_accepted() {
    for (const AcceptedRange& range : history_.accepted) {
      if (range.count == 0) continue;
      auto& row = add(Kind::lane, range.event, range.socket,
                      fmt::format("● {} {} accepted", stream_of(range.stream),
                                  numbers(range.first, range.first + range.count - 1)));
      const RecordedOperation* operation = history_.operation(range.operation);
      if (operation && operation->reply) row.at_ns = operation->reply->to_ns;
    }
    for (const PartialMessage& partial : history_.partial) {
      add(Kind::lane, partial.event, partial.socket,
          fmt::format("◐ {} {}: {} taken", stream_of(partial.stream), partial.sequence,
                      counted(partial.frames, "frame")));
    }
    for (const SentMessage& sent : history_.sent) {
      add(Kind::lane, sent.event, sent.socket, fmt::format("● {} accepted", describe(sent.frames)));
    }
  }

  /// A loss stands where its first message was accepted: nothing happened where it did not arrive.
  void add_losses() {
    for (const LedgerEntry& entry : judgement_.ledger) {
      if (entry.sequences.empty()) continue;
      const std::size_t stream = history_.stream_index(entry.stream);
      const std::uint64_t first = *std::min_element(entry.sequences.begin(), entry.sequences.end());
      const std::size_t message = history_.message_index({stream, first});
      if (message == no_index) continue;
      const AcceptedRange& range = history_.range_of(history_.messages[message]);
      auto& row = add(Kind::loss, range.event, range.socket,
                      fmt::format("{} {} lost on the way to {}: {}{}", entry.stream, ranges_of(entry.sequences, 4),
                                  entry.at, entry.cause, entry.certainty == "likely" ? " (likely)" : ""));
      row.target = lane_of(entry.at);
      row.is_marked = row.is_marked || entry.cause == "unexplained";
    }
  }

  void add_deliveries() {
    for (const Delivery& delivery : history_.deliveries) add_delivery(delivery);
    for (const Delivery& delivery : history_.unfinished) {
      add(Kind::lane, delivery.event, delivery.socket, "◐ frames of a message that never went on").at_ns =
          delivery.at_ns;
    }
  }

  void add_delivery(const Delivery& delivery) {
    if (!delivery.stamped || delivery.probe) {
      const std::string what = delivery.probe ? std::string("a probe") : describe(delivery.literal);
      add(Kind::lane, delivery.event, delivery.socket, fmt::format("○ {}", what)).at_ns = delivery.at_ns;
      return;
    }
    const std::size_t message = history_.message_index(delivery.identity);
    const bool is_known = message != no_index;
    const std::uint64_t sequence = delivery.identity.sequence;
    std::string text = fmt::format("{} {}", stream_of(delivery.identity.stream), sequence);
    if (delivery.foreign) text += ", of another run";
    if (!is_known) text += ", never accepted";
    if (!delivery.fault.empty()) text += ", " + delivery.fault;
    auto& row = add(is_known ? Kind::arrow : Kind::lane, delivery.event,
                    is_known ? history_.range_of(history_.messages[message]).socket : delivery.socket, text);
    row.target = delivery.socket;
    row.at_ns = delivery.at_ns;
    if (!is_known || delivery.foreign || !delivery.fault.empty() || row.is_marked) return;
    row.stream = delivery.identity.stream;
    row.first = row.last = sequence;
  }

  /// "raw 1: pull sent READY, 28 octets: 04 1a 05 52 …".
  void add_wire() {
    for (const WireEvent& told : history_.wire_events) {
      if (told.what == "sent") continue;  // behind "sends" it says nothing new
      std::string text = told.connection == 0 ? told.at : fmt::format("{} {}", told.at, told.connection);
      text += fmt::format(": {}{}", told.from.empty() ? "" : told.from + " ", wire_words(told));
      if (!told.front.empty()) text += fmt::format(": {:02x}", fmt::join(octets_of(told.front), " "));
      if (told.octets > told.front.size() && !told.front.empty()) text += " …";
      auto& row = add(Kind::across, told.event, no_index, text);
      row.at_ns = told.when_ns;
    }
  }

  static std::vector<unsigned> octets_of(const std::string& front) {
    std::vector<unsigned> octets;
    for (const char octet : front) octets.push_back(static_cast<unsigned char>(octet));
    return octets;
  }

  static std::string wire_words(const WireEvent& told) {
    const std::string size = counted(told.octets, "octet");
    if (told.what == "command") return fmt::format("sent {}, {}", told.name, size);
    if (told.what == "greeting" || told.what == "frame") return fmt::format("sent a {}, {}", told.what, size);
    if (told.what == "malformed") return "sent what cannot be read";
    if (told.what == "sends") return fmt::format("sends {}", size);
    if (told.what == "verb") return told.note;
    if (told.what == "opened") return "the connection stands";
    if (told.what == "closed") return fmt::format("ended the connection (FIN) behind {}", size);
    if (told.what == "reset") return fmt::format("reset the connection (RST) behind {}", size);
    return told.octets > 0 ? fmt::format("{} behind {}", told.what, size) : told.what;
  }

  void add_evidence() {
    for (const RecordedEvidence& evidence : history_.evidence) {
      std::string about = evidence.socket.empty() ? evidence.side : evidence.socket;
      if (const RecordedOperation* operation = history_.operation(evidence.operation)) {
        about = operation->name.empty() ? fmt::format("operation {}", operation->number) : operation->name;
      }
      const std::string reason = evidence.reason.empty() ? "" : ": " + evidence.reason;
      add(Kind::across, evidence.event, no_index,
          fmt::format("evidence: {}{}{} {}{}", evidence.kind, about.empty() ? "" : " ", about, evidence.outcome,
                      reason))
          .at_ns = evidence.t_ns;
    }
  }

  void add_end() {
    if (!history_.end) return;
    const std::string reason = history_.end->reason.empty() ? "" : ": " + history_.end->reason;
    add(Kind::across, history_.end->event, no_index, fmt::format("end: {}{}", history_.end->outcome, reason));
  }

  std::vector<TimelineRow> merged() {
    std::vector<TimelineRow> rows;
    for (TimelineRow& row : rows_) {
      const bool goes_on = !rows.empty() && row.stream != no_index && rows.back().stream == row.stream &&
                           rows.back().lane == row.lane && rows.back().target == row.target &&
                           rows.back().last + 1 == row.first;
      if (!goes_on) {
        rows.push_back(std::move(row));
        continue;
      }
      rows.back().last = row.last;
      rows.back().text = visible(fmt::format("{} {}", stream_of(row.stream), numbers(rows.back().first, row.last)));
    }
    return rows;
  }

  const History& history_;
  const Judgement& judgement_;
  std::set<std::size_t> marked_;
  std::vector<TimelineRow> rows_;
};

}  // namespace

std::vector<TimelineRow> timeline_rows(const History& history, const Judgement& judgement) {
  return RowMaker(history, judgement).make();
}

}  // namespace zassay
