#include "link/changer.hpp"

#include <algorithm>

namespace zassay::link {
namespace {

/// What a side sends of its greeting before it has seen anything of the other's.
constexpr std::uint64_t version_octets = wire::Greeting::signature_octets + 1;

std::uint64_t end_of(const wire::Item& item) { return item.offset + item.header_octets + item.body_octets; }

wire::ItemReader::Limits limits() {
  wire::ItemReader::Limits limits;
  limits.kept_octets = largest_change_octets;
  limits.hashes = false;
  return limits;
}

}  // namespace

Changer::Changer(Change change) : change_(std::move(change)), reader_(limits()) {}

std::string Changer::take(std::span<const char> octets) {
  std::string out;
  kept_.append(octets.data(), octets.size());
  signature_.take(octets);
  if (signature_.seen()) free_until_ = std::max(free_until_, version_octets);
  go_on_to(free_until_, out);
  auto input = wire::octets_of({octets.data(), octets.size()});
  while (const auto item = reader_.next(input)) {
    take_item(*item, out);
    go_on_to(free_until_, out);
  }
  kept_.erase(0, kept_from_);
  kept_from_ = 0;
  return out;
}

void Changer::take_item(const wire::Item& item, std::string& out) {
  if (item.kind == wire::Item::Kind::malformed) {
    free_until_ = UINT64_MAX;
  } else if (item.header_octets + item.body_octets > largest_change_octets) {
    free_until_ = end_of(item);
  } else if (item.greeting && item.greeting->form == wire::Greeting::Form::revision) {
    free_until_ = end_of(item);  // its end is only known from what follows, which may be waited for
  } else if (item.complete && end_of(item) > passed_) {
    const std::uint64_t gone = passed_ - item.offset;
    const auto left = static_cast<std::size_t>(end_of(item) - passed_);
    const std::string whole = item.greeting ? item.body : kept_.substr(kept_from_, left);
    const std::string changed = change_(item, whole);
    out += changed.substr(std::min<std::size_t>(gone, changed.size()));
    kept_from_ += left;
    passed_ += left;
  }
}

std::string Changer::changed_front(const std::string& octets) const {
  wire::Item front;
  front.kind = wire::Item::Kind::greeting;
  front.offset = passed_;
  front.body_octets = octets.size();
  front.body = octets;
  const std::string changed = change_(front, octets);
  return changed.size() == octets.size() ? changed : octets;
}

void Changer::go_on_to(std::uint64_t offset, std::string& out) {
  if (offset <= passed_) return;
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(offset - passed_, kept_.size() - kept_from_));
  const bool is_front = signature_.seen() && passed_ < version_octets && free_until_ == version_octets;
  out += is_front ? changed_front(kept_.substr(kept_from_, count)) : kept_.substr(kept_from_, count);
  kept_from_ += count;
  passed_ += count;
}

}  // namespace zassay::link
