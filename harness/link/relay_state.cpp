#include "link/relay_state.hpp"

#include <utility>

namespace zassay::link {

Relay::State::State(Core& core, RelayOptions options) : shared(core) { shared.options = std::move(options); }

Result<std::string> Relay::State::open(const Address& at, const Address& to) {
  if (target) return failure("already-open", shared.options.name + " stands at " + endpoint.endpoint() + " already");
  Result<Bound> bound = listen_at(at, shared.buffers());
  if (!bound) return tl::unexpected(bound.error());
  target = to;
  shared.advance_all = [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    asio::post(self->shared.core.context(),
               [self] { self->each({}, [](RelayLink& link, Side side) { link.advance(side); }); });
  };
  endpoint = bound->address;
  if (!refuses) listen(std::move(*bound));
  return endpoint.endpoint();
}

void Relay::State::listen(Bound bound) {
  const std::weak_ptr<State> weak = weak_from_this();
  Listener::Handlers handlers;
  handlers.accepted = [weak](Descriptor socket) {
    if (const auto self = weak.lock()) self->add(std::move(socket));
  };
  handlers.failed = [weak](int error) {
    if (const auto self = weak.lock()) self->tell_failure(error);
  };
  listener = std::make_shared<Listener>(shared.core, std::move(bound), shared.buffers(), std::move(handlers));
  listener->start();
}

void Relay::State::refuse() {
  refuses = true;
  if (const auto closing = std::exchange(listener, nullptr)) closing->close();
}

Result<void> Relay::State::listen_again() {
  refuses = false;
  if (!target || listener) return {};
  Result<Bound> bound = listen_at(endpoint, shared.buffers(), true);
  if (!bound) return tl::unexpected(bound.error());
  listen(std::move(*bound));
  return {};
}

void Relay::State::add(Descriptor accepted) {
  std::erase_if(links, [](const auto& entry) { return entry.second->has_ended(); });
  const std::uint64_t number = ++last_connection;
  const auto link = std::make_shared<RelayLink>(shared, number, std::move(accepted));
  links[number] = link;
  link->start(*target);
}

void Relay::State::tell_failure(int error) {
  Event told;
  told.kind = Event::Kind::failed;
  told.name = shared.options.name;
  told.note = "A connection could not be accepted, and is tried again: " + note_of(error);
  shared.core.tell(std::move(told));
}

Result<std::uint64_t> Relay::State::arm(Verb verb) {
  const Where& where = verb.point.where;
  if (where.what.empty())
    return failure("unknown-what", "a verb of " + shared.options.name + " says not what it is about");
  const bool is_to_come = where.connection > last_connection;
  if (auto missing = find_missing(where.connection); missing && !is_to_come) return tl::unexpected(std::move(*missing));
  verb.number = shared.armed.next_number();
  bool can_be_met = where.connection == 0 || is_to_come;
  for (const auto& link : fitting(where.connection)) {
    for (const Side side : {Side::connecting, Side::listening}) {
      if (!verb.fits(side, link->number())) continue;
      const Direction::Found found = link->place(side, verb);
      if (found == Direction::Found::placed) {
        link->advance(side);
        return verb.number;
      }
      can_be_met = can_be_met || found == Direction::Found::not_yet;
    }
  }
  if (!can_be_met) {
    return failure("already-passed", "number " + std::to_string(where.number) + " of \"" + where.what +
                                         "\" has passed on connection " + std::to_string(where.connection) + " of " +
                                         shared.options.name);
  }
  shared.armed.arm(verb);
  return verb.number;
}

Result<std::uint64_t> Relay::State::act_at_once(const Verb& asked) {
  Verb verb = asked;
  const Scope scope{verb.point.where.side, verb.point.where.connection};
  if (auto missing = find_missing(scope.connection)) return tl::unexpected(std::move(*missing));
  verb.number = shared.armed.next_number();
  verb.both_ways = false;  // those that are meant are named by the scope
  const bool is_cut = verb.kind == Verb::Kind::cut;
  const Scope acts_on = is_cut || asked.both_ways ? Scope{std::nullopt, scope.connection} : scope;
  const auto act = [&](RelayLink& link, Side side) {
    if (!link.is_ending()) link.perform(side, verb);
  };
  if (auto done = each(acts_on, act); !done) return tl::unexpected(done.error());
  return verb.number;
}

void Relay::State::remember(const Scope& scope, std::array<bool, 2>& by_side, bool on) const {
  if (scope.connection != 0) return;
  for (const Side side : {Side::connecting, Side::listening}) {
    if (!scope.side || *scope.side == side) by_side[index_of(side)] = on;
  }
}

std::vector<std::shared_ptr<RelayLink>> Relay::State::fitting(std::uint64_t connection) const {
  std::vector<std::shared_ptr<RelayLink>> found;
  for (const auto& [number, link] : links) {
    if ((connection == 0 || connection == number) && !link->is_ending()) found.push_back(link);
  }
  return found;
}

std::optional<Error> Relay::State::find_missing(std::uint64_t connection) const {
  if (connection == 0 || !fitting(connection).empty()) return std::nullopt;
  return Error{"no-connection", "connection " + std::to_string(connection) + " of " + shared.options.name +
                                    (connection > last_connection ? " is not there yet" : " has ended")};
}

void Relay::State::end() {
  if (listener) listener->close_now();
  for (const auto& [number, link] : links) link->end();
}

void Relay::State::look(Quiet& quiet) const {
  if (listener) listener->look(quiet);
  for (const auto& [number, link] : links) {
    if (!link->has_ended()) link->look(quiet);
  }
}

}  // namespace zassay::link
