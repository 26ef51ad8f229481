#include "link/relay.hpp"

#include "link/relay_state.hpp"

namespace zassay::link {

Point Point::at_once(Scope scope) { return {Kind::at_once, {scope.side, scope.connection, {}, 0}, 0}; }
Point Point::after(Where where) { return {Kind::after, std::move(where), 0}; }
Point Point::within(Where where, std::uint64_t octets) { return {Kind::within, std::move(where), octets}; }

Relay::Relay(const Loop& loop, RelayOptions options)
    : core_(loop.core()), state_(std::make_shared<State>(*core_, std::move(options))) {
  core_->call([this]() -> Result<void> {
    core_->add(state_);
    return {};
  });
}

Result<std::string> Relay::open(const std::string& endpoint, const std::string& target) {
  const Result<Address> at = read_endpoint(endpoint, Purpose::listen);
  if (!at) return tl::unexpected(at.error());
  const Result<Address> to = read_endpoint(target, Purpose::connect);
  if (!to) return tl::unexpected(to.error());
  return core_->call([&] { return state_->open(*at, *to); });
}

Result<std::uint64_t> Relay::hold(const Where& where) {
  Verb verb;
  verb.point = Point::within(where, 0);
  return core_->call([&] { return state_->arm(std::move(verb)); });
}

Result<std::uint64_t> Relay::cut(const Point& point, Ending ending) {
  Verb verb{0, Verb::Kind::cut, point, ending, false};
  const bool is_now = point.kind == Point::Kind::at_once;
  return core_->call([&] { return is_now ? state_->act_at_once(verb) : state_->arm(std::move(verb)); });
}

Result<std::uint64_t> Relay::stall(const Point& point, bool both_ways) {
  Verb verb{0, Verb::Kind::stall, point, Ending::fin, both_ways};
  const bool is_now = point.kind == Point::Kind::at_once;
  return core_->call([&] { return is_now ? state_->act_at_once(verb) : state_->arm(std::move(verb)); });
}

Result<void> Relay::release(const Scope& scope) {
  return core_->call([&] { return state_->each(scope, [](RelayLink& link, Side side) { link.release(side); }); });
}

Result<void> Relay::resume(const Scope& scope) {
  return core_->call([&] { return state_->each(scope, [](RelayLink& link, Side side) { link.resume(side); }); });
}

Result<void> Relay::disarm(std::uint64_t verb) {
  return core_->call([&]() -> Result<void> {
    state_->shared.armed.disarm(verb);
    return state_->each({}, [verb](RelayLink& link, Side side) {
      link.disarm(verb);
      link.advance(side);  // octets may have been kept back for it
    });
  });
}

Result<void> Relay::refuse() {
  return core_->call([this]() -> Result<void> {
    state_->refuse();
    return {};
  });
}

Result<void> Relay::accept() {
  return core_->call([this] { return state_->listen_again(); });
}

namespace {

/// Sets a lasting behaviour of what is there, and of what is to come if that is meant, too.
template <typename State>
Result<void> set_trickling(Core& core, State& state, const Scope& scope, bool on) {
  return core.call([&]() -> Result<void> {
    state.remember(scope, state.shared.trickles, on);
    return state.each(scope, [on](RelayLink& link, Side side) { link.trickle(side, on); });
  });
}

template <typename State>
Result<void> set_reading(Core& core, State& state, const Scope& scope, bool on) {
  return core.call([&]() -> Result<void> {
    state.remember(scope, state.shared.reads, on);
    return state.each(scope, [on](RelayLink& link, Side side) { link.read(side, on); });
  });
}

}  // namespace

Result<void> Relay::trickle(const Scope& scope) { return set_trickling(*core_, *state_, scope, true); }
Result<void> Relay::stop_trickling(const Scope& scope) { return set_trickling(*core_, *state_, scope, false); }
Result<void> Relay::stop_reading(const Scope& scope) { return set_reading(*core_, *state_, scope, false); }
Result<void> Relay::read_on(const Scope& scope) { return set_reading(*core_, *state_, scope, true); }

Result<void> Relay::change(Change change, std::optional<Side> side) {
  return core_->call([&]() -> Result<void> {
    for (const Side one : {Side::connecting, Side::listening}) {
      if (!side || *side == one) state_->shared.changes[index_of(one)] = change;
    }
    return {};
  });
}

std::uint64_t Relay::connections() const {
  return core_->call([this]() -> Result<std::uint64_t> { return state_->last_connection; }).value_or(0);
}

}  // namespace zassay::link
