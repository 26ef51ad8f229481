#include <fmt/format.h>

#include <map>
#include <tuple>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

constexpr std::uint64_t flag_more = 1;

/// One direction of one connection: its message, and whether it is broken off in the midst of it.
struct Direction {
  bool in_message = false;
};

std::string place_of(const WireItem& item) {
  return fmt::format("{} sent at octet {} of connection {} at {}", item.from, item.offset, item.connection, item.at);
}

std::string kind_of(const WireItem& item) {
  if (item.what == "command")
    return fmt::format("the command {}", describe(RecordedFrame{item.name, item.name.size(), {}}));
  return item.what == "malformed" ? "what cannot be read" : fmt::format("a {}", item.what);
}

/// What is at fault in the item by itself, and in where it stands: a command is no part of a message (RFC 37,
/// "Framing").
void judge_item(const WireItem& item, Direction& direction, Complaints& complaints) {
  for (const WireFault& fault : item.faults) {
    complaints.add(fmt::format("{}, {}: {} ({} at octet {})", kind_of(item), place_of(item), fault.sentence, fault.code,
                               fault.offset),
                   item.event);
  }
  if (item.what == "command" && direction.in_message) {
    complaints.add(fmt::format("{}, {}, stands between the frames of a message", kind_of(item), place_of(item)),
                   item.event);
  }
  if (item.what == "frame") direction.in_message = (item.flags & flag_more) != 0;
}

}  // namespace

Finding check_well_formed(const History& history, const RecordedExpectation& expectation) {
  const std::string at = word_argument(expectation, "at");
  Finding finding = begin_finding(expectation, at.empty() ? "the wire" : at);
  std::map<std::tuple<std::string, std::uint64_t, std::string>, Direction> directions;
  Complaints complaints;
  std::size_t judged = 0;
  for (const WireItem& item : history.wire) {
    if (!at.empty() && item.at != at) continue;
    ++judged;
    judge_item(item, directions[{item.at, item.connection, item.from}], complaints);
  }
  if (judged == 0) return conclude(std::move(finding), Outcome::not_exercised, "nothing came over the wire");
  if (!complaints.empty()) {
    return conclude(std::move(finding), Outcome::fail, complaints.sentence(), complaints.events());
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("{} things came, each as ZMTP allows", judged));
}

}  // namespace zassay
