#include "check/finding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zassay {

Finding begin_finding(const RecordedExpectation& expectation, std::string subject) {
  Finding finding;
  finding.check = expectation.check;
  finding.subject = std::move(subject);
  finding.level = expectation.level;
  finding.line = expectation.line;
  return finding;
}

Finding conclude(Finding finding, Outcome outcome, std::string sentence, std::vector<std::size_t> events) {
  finding.outcome = outcome;
  finding.sentence = std::move(sentence);
  events.erase(std::remove(events.begin(), events.end(), no_index), events.end());
  finding.events = std::move(events);
  return finding;
}

void Complaints::add(std::string sentence, std::size_t event) {
  constexpr std::size_t events_kept = 16;
  if (count_++ == 0) first_ = std::move(sentence);
  if (events_.size() < events_kept && event != no_index) events_.push_back(event);
}

std::string Complaints::sentence() const {
  return count_ < 2 ? first_ : fmt::format("{} (and {} more)", first_, count_ - 1);
}

Scope scope_of(const History& history, const RecordedExpectation& expectation) {
  const auto index = [&](const char* key, bool is_stream) {
    const std::string name = string_member(expectation.arguments, key);
    return is_stream ? history.stream_index(name) : history.socket_index(name);
  };
  return {index("stream", true), index("at", false)};
}

std::string name_of(const History& history, const Scope& scope) {
  const std::string stream = scope.stream == no_index ? "every stream" : "stream " + history.stream_name(scope.stream);
  return scope.at == no_index ? stream : stream + " at " + history.socket_name(scope.at);
}

bool is_in_scope(const Delivery& delivery, const Scope& scope) {
  if (!delivery.stamped || delivery.probe) return false;
  if (scope.at != no_index && delivery.socket != scope.at) return false;
  if (scope.stream == no_index || delivery.foreign) return true;
  if (!delivery.identified && delivery.identity.stream == no_index) return true;
  if (delivery.identity.stream == scope.stream) return true;
  return std::any_of(delivery.others.begin(), delivery.others.end(),
                     [&](const MessageIdentity& other) { return other.stream == scope.stream; });
}

std::string name_of(const History& history, const MessageIdentity& identity) {
  if (identity.stream == no_index) return fmt::format("message {} of an unknown stream", identity.sequence);
  return fmt::format("message {} of stream {}", identity.sequence, history.stream_name(identity.stream));
}

std::string describe_sequences(std::vector<std::uint64_t> sequences) {
  constexpr int pieces_shown = 5;
  std::sort(sequences.begin(), sequences.end());
  std::string text;
  int pieces = 0;
  for (std::size_t i = 0; i < sequences.size();) {
    std::size_t last = i;
    while (last + 1 < sequences.size() && sequences[last + 1] - sequences[last] <= 1) ++last;
    if (pieces++ == pieces_shown) return text + ", …";
    text += text.empty() ? "" : ", ";
    text += sequences[last] == sequences[i] ? fmt::format("{}", sequences[i])
                                            : fmt::format("{}–{}", sequences[i], sequences[last]);
    i = last + 1;
  }
  return text;
}

std::size_t socket_of(const History& history, const RecordedOperation& operation) {
  return history.socket_index(operation.socket.empty() ? string_member(operation.arguments, "socket")
                                                       : operation.socket);
}

std::size_t message_object_sent(const RecordedOperation& operation) {
  if (operation.call != "message.send") return 0;
  if (!operation.reply) return no_index;
  return operation.reply->error.empty() ? operation.reply->event : 0;
}

bool was_refused(const RecordedOperation& operation) {
  return operation.reply && (operation.reply->error == "unsupported" || operation.reply->error == "bad_request");
}

const RecordedEvidence* latest_settled(const History& history, std::size_t before) {
  const RecordedEvidence* latest = nullptr;
  for (const char* kind : {"settled", "starved", "blocked", "full"}) {
    const RecordedEvidence* candidate = history.latest_evidence(kind, before);
    if (candidate != nullptr && (latest == nullptr || candidate->event > latest->event)) latest = candidate;
  }
  return latest;
}

}  // namespace zassay
