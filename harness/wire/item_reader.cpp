#include <algorithm>

#include "wire/item.hpp"

namespace zassay::wire {

namespace {
/// A body up to this size gets its memory at once: more than that is taken only when the octets are there.
constexpr std::uint64_t reserved_octets = 1 << 20;
}  // namespace

/// Takes a part of what comes next, which is in `input` unless it was taken for a greeting before.
template <typename Take>
auto ItemReader::take(Octets& input, Take part) {
  Octets again = unread();
  Octets& source = again.empty() ? input : again;
  const std::size_t before = source.size();
  auto taken = part(source);
  (&source == &input ? octets_ : unread_from_) += before - source.size();
  return taken;
}

std::optional<Item> ItemReader::next(std::span<const std::uint8_t>& input) {
  for (;;) {
    const State before = state_;
    const std::size_t waiting = input.size() + unread().size();
    std::optional<Item> item;
    switch (state_) {
      case State::greeting:
        item = next_of_greeting(input);
        break;
      case State::header:
        item = next_of_header(input);
        break;
      case State::name:
        item = next_of_name(input);
        break;
      case State::first_octet:
        item = next_of_first_octet(input);
        break;
      case State::body:
        item = next_of_body(input);
        break;
      case State::malformed:
        octets_ += input.size();
        input = {};
        break;
    }
    if (item) return item;
    if (state_ == before && waiting == input.size() + unread().size()) return std::nullopt;
  }
}

std::optional<Item> ItemReader::next_of_greeting(Octets& input) {
  const std::size_t before = input.size();
  const GreetingReader::Finding finding = greeting_.take(input);
  octets_ += before - input.size();
  if (finding == GreetingReader::Finding::unversioned) {
    unread_ = text_of(greeting_.octets());
    framing_ = greeting_.framing();
    state_ = State::header;
    return std::nullopt;
  }
  const bool complete = finding == GreetingReader::Finding::complete;
  if (finding == GreetingReader::Finding::undecided || (greeting_told_ && !complete)) return std::nullopt;
  greeting_told_ = true;
  Item item;
  item.kind = Item::Kind::greeting;
  item.complete = complete;
  item.greeting = greeting_.greeting();
  item.body_octets = item.greeting->octets();
  item.body = text_of(greeting_.octets().first(std::min(greeting_.octets().size(), limits_.kept_octets)));
  if (complete) {
    framing_ = greeting_.framing();
    state_ = State::header;
  }
  return item;
}

std::optional<Item> ItemReader::next_of_header(Octets& input) {
  const auto header = take(input, [this](Octets& source) { return header_.take(source, framing_); });
  if (!header) return std::nullopt;
  const bool is_identity = framing_ == Framing::v1 && is_first_;
  is_first_ = false;
  item_ = Item{};
  item_.offset = offset() - header->octets;
  item_.header_octets = header->octets;
  item_.body_octets = missing_ = header->size;
  item_.flags = header->flags;
  item_.is_long = header->is_long;
  item_.more = header->more() && !is_identity;
  if (auto fault = fault_of(*header, framing_, item_.offset, limits_.largest_octets, is_identity)) {
    return end_with(std::move(*fault));
  }
  item_.body.reserve(std::min({header->size, std::uint64_t{limits_.kept_octets}, reserved_octets}));
  digest_.reset();
  if (limits_.hashes && header->size > limits_.kept_octets) digest_.emplace();
  if (framing_ == Framing::v3 && header->command()) {
    item_.kind = Item::Kind::command;
    state_ = State::name;
    name_octets_.reset();
    if (header->size > 0) return std::nullopt;
    return end_with({"command-name-missing", item_.offset + header->octets, "the command has no body, and so no name"});
  }
  state_ = header->size == 0 ? State::body : State::first_octet;
  return header->size == 0 ? std::optional(item_) : std::nullopt;
}

std::optional<Item> ItemReader::next_of_name(Octets& input) {
  if (!name_octets_) {
    const Octets length = take_body(input, 1);
    if (length.empty()) return std::nullopt;
    name_octets_ = length.front();
    if (*name_octets_ > missing_) {
      return end_with({"command-name-too-long", item_.offset + item_.header_octets,
                       "the name of the command ends behind its body"});
    }
  }
  item_.name += text_of(take_body(input, *name_octets_ - item_.name.size()));
  if (item_.name.size() < *name_octets_) return std::nullopt;
  state_ = State::body;
  return item_;
}

std::optional<Item> ItemReader::next_of_first_octet(Octets& input) {
  if (take_body(input, 1).empty()) return std::nullopt;
  state_ = State::body;
  return item_;
}

std::optional<Item> ItemReader::next_of_body(Octets& input) {
  take_body(input, missing_);
  if (missing_ > 0) return std::nullopt;
  item_.complete = true;
  if (digest_) item_.sha256 = digest_->hex();
  state_ = State::header;
  return std::move(item_);
}

Octets ItemReader::take_body(Octets& input, std::uint64_t at_most) {
  const Octets taken = take(input, [at_most](Octets& source) { return take_front(source, at_most); });
  missing_ -= taken.size();
  if (digest_) digest_->add(text_of(taken));
  item_.body += text_of(taken.first(std::min(taken.size(), limits_.kept_octets - item_.body.size())));
  return taken;
}

Item ItemReader::end_with(Malformed fault) {
  state_ = State::malformed;
  item_.kind = Item::Kind::malformed;
  item_.complete = true;
  item_.malformed = std::move(fault);
  const HeaderOctets header = encode_frame_header(item_.flags, item_.body_octets, framing_, item_.is_long);
  item_.body.insert(0, text_of(header.view()));
  item_.body.resize(std::min(item_.body.size(), limits_.kept_octets));
  return std::move(item_);
}

}  // namespace zassay::wire
