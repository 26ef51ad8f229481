#include "link/direction.hpp"

#include <algorithm>

namespace zassay::link {
namespace {

constexpr std::size_t metadata_octets = 1024;  // kept of bodies, so that a socket's type is found

wire::ItemReader::Limits limits(std::size_t kept_octets) {
  wire::ItemReader::Limits limits;
  limits.kept_octets = std::max(kept_octets, metadata_octets);
  limits.hashes = false;
  return limits;
}

}  // namespace

Direction::Direction(Core& core, Event heading, std::size_t kept_octets, const Change& change)
    : core_(core), heading_(std::move(heading)), kept_octets_(kept_octets), reader_(limits(kept_octets)) {
  if (change) changer_.emplace(change);
}

void Direction::take(std::span<const char> octets, ArmedVerbs& armed) {
  heading_.when = std::chrono::steady_clock::now();
  if (changer_) {
    changed_ = changer_->take(octets);
    octets = changed_;
  }
  if (!is_dropped_) {
    taken_ += octets.size();
    fresh_ = octets;
  }
  signature_.take(octets);
  if (signature_.seen() && !greeting_began_) {
    greeting_began_ = true;
    begin({0, 0, std::nullopt, naming_.begin_greeting()}, armed);
  }
  auto input = wire::octets_of({octets.data(), octets.size()});
  while (auto item = reader_.next(input)) take_item(*item, armed);
  place_armed(armed);  // those about octets
}

void Direction::take_item(wire::Item& item, ArmedVerbs& armed) {
  if (item.kind == wire::Item::Kind::malformed) {
    is_decided_ = true;
  } else if (item.complete) {
    naming_.learn(item);
    item_from_ = item.offset + item.header_octets + item.body_octets;
    item_is_known_ = false;
  } else {
    item_is_known_ = true;
    const std::uint64_t octets = item.header_octets + item.body_octets;
    if (item.greeting) {
      if (!begun_.empty()) begun_.front().octets = octets;
      place_armed(armed);
    } else {
      // A side that steps back to ZMTP 1.0 has sent a signature and no greeting.
      if (!begun_.empty() && !begun_.front().octets) begun_.front().octets = wire::Greeting::signature_octets;
      begin({item.offset, 0, octets, naming_.begin(item)}, armed);
    }
  }
  if (item.body.size() > kept_octets_) item.body.resize(kept_octets_);
  Event told = heading_;
  told.item = std::move(item);
  core_.tell(std::move(told));
}

void Direction::settle() {
  waiting_.append(fresh_.data(), fresh_.size());
  fresh_ = {};
}

std::span<const char> Direction::next(const ArmedVerbs& armed) const {
  std::uint64_t end = taken_;
  if (keeps_undecided(armed)) end = std::max(passed_, std::min(end, item_from_));
  if (!marks_.empty()) end = std::min(end, marks_.front().position);
  const bool is_fresh = waiting_from_ == waiting_.size();
  const std::span<const char> front = is_fresh ? fresh_ : std::span<const char>(waiting_).subspan(waiting_from_);
  return front.first(static_cast<std::size_t>(std::min<std::uint64_t>(end - passed_, front.size())));
}

void Direction::pass(std::size_t octets) {
  passed_ += octets;
  while (!begun_.empty() && begun_.front().has_passed(passed_)) begun_.pop_front();
  if (waiting_from_ == waiting_.size()) {
    fresh_ = fresh_.subspan(octets);
    return;
  }
  waiting_from_ += octets;
  if (2 * waiting_from_ < waiting_.size()) return;
  waiting_.erase(0, waiting_from_);
  waiting_from_ = 0;
}

std::optional<Verb> Direction::verb_here() {
  if (marks_.empty() || marks_.front().position > passed_) return std::nullopt;
  Verb verb = std::move(marks_.front().verb);
  marks_.erase(marks_.begin());
  return verb;
}

void Direction::drop() {
  marks_.clear();
  begun_.clear();
  waiting_.clear();
  waiting_from_ = 0;
  fresh_ = {};
  taken_ = passed_;
  is_dropped_ = true;
}

void Direction::peer_speaks(int major) {
  reader_.peer_speaks(major);
  if (changer_) changer_->peer_speaks(major);
}

/// Whether it matters what begins with octets of which that is not known yet.
bool Direction::keeps_undecided(const ArmedVerbs& armed) const {
  if (is_decided_ || item_is_known_ || (item_from_ == 0 && greeting_began_)) return false;
  return std::any_of(armed.all().begin(), armed.all().end(), [this](const Verb& verb) {
    return !verb.is_about_octets() && verb.fits(heading_.side, heading_.connection);
  });
}

}  // namespace zassay::link
