#include "link/peer.hpp"

#include <map>
#include <set>

#include "link/connector.hpp"
#include "link/core.hpp"
#include "link/listener.hpp"
#include "link/peer_connection.hpp"

namespace zassay::link {

struct Peer::State : Part, std::enable_shared_from_this<Peer::State> {
  State(Core& made_on, PeerOptions chosen) : core(made_on), options(std::move(chosen)) {}

  BufferSizes buffers() const { return {options.receive_buffer_octets, options.send_buffer_octets}; }
  Result<std::string> listen(const Address& address);
  void connect(const Address& address);
  void stop_connecting();
  void add(Descriptor socket, Side own_side);
  bool take_refusal(int error);
  void tell_failure(int error);
  Result<PeerConnection*> find(std::uint64_t number);
  void forget_ended();

  void end() override;
  void look(Quiet& quiet) const override;

  Core& core;
  PeerOptions options;
  std::vector<std::shared_ptr<Listener>> listeners;
  std::set<std::shared_ptr<Connector>> connectors;
  std::map<std::uint64_t, std::shared_ptr<PeerConnection>> connections;
  std::uint64_t last_connection = 0;
  std::uint64_t last_send = 0;
};

Result<std::string> Peer::State::listen(const Address& address) {
  Result<Bound> bound = listen_at(address, buffers());
  if (!bound) return tl::unexpected(bound.error());
  const std::weak_ptr<State> weak = weak_from_this();
  Listener::Handlers handlers;
  handlers.accepted = [weak](Descriptor socket) {
    if (const auto self = weak.lock()) self->add(std::move(socket), Side::listening);
  };
  handlers.failed = [weak](int error) {
    if (const auto self = weak.lock()) self->tell_failure(error);
  };
  listeners.push_back(std::make_shared<Listener>(core, std::move(*bound), buffers(), std::move(handlers)));
  listeners.back()->start();
  return listeners.back()->address().endpoint();
}

void Peer::State::connect(const Address& address) {
  const std::weak_ptr<State> weak = weak_from_this();
  const auto self_of = std::make_shared<std::weak_ptr<Connector>>();
  Connector::Handlers handlers;
  handlers.connected = [weak, self_of](Descriptor socket) {
    const auto self = weak.lock();
    if (!self) return;
    self->connectors.erase(self_of->lock());
    self->add(std::move(socket), Side::connecting);
  };
  handlers.refused = [weak, self_of](int error) {
    const auto self = weak.lock();
    const bool again = self && self->take_refusal(error);
    if (self && !again) self->connectors.erase(self_of->lock());
    return again;
  };
  auto connector = std::make_shared<Connector>(core, address, buffers(),
                                               std::chrono::milliseconds(options.try_again_ms), std::move(handlers));
  *self_of = connector;
  connectors.insert(connector);
  connector->start();
}

void Peer::State::stop_connecting() {
  for (const auto& connector : connectors) connector->stop();
  connectors.clear();
}

void Peer::State::add(Descriptor socket, Side own_side) {
  forget_ended();
  const std::uint64_t number = ++last_connection;
  const auto made = std::make_shared<PeerConnection>(core, options, own_side, number, std::move(socket));
  connections[number] = made;
  made->start();
}

bool Peer::State::take_refusal(int error) {
  if (options.tells_refusals || options.stops_when_refused) {
    Event told;
    told.kind = Event::Kind::refused;
    told.name = options.name;
    told.note = note_of(error);
    core.tell(std::move(told));
  }
  return !options.stops_when_refused;
}

void Peer::State::tell_failure(int error) {
  Event told;
  told.kind = Event::Kind::failed;
  told.name = options.name;
  told.side = Side::listening;
  told.note = "A connection could not be accepted, and is tried again: " + note_of(error);
  core.tell(std::move(told));
}

Result<PeerConnection*> Peer::State::find(std::uint64_t number) {
  if (number == newest) number = last_connection;
  const auto found = connections.find(number);
  if (found != connections.end() && !found->second->has_ended()) return found->second.get();
  return failure("no-connection", number == 0 ? options.name + " has no connection yet"
                                              : "connection " + std::to_string(number) + " of " + options.name +
                                                    (number > last_connection ? " is not there yet" : " has ended"));
}

/// Sides that come and go cost nothing.
void Peer::State::forget_ended() {
  std::erase_if(connections, [](const auto& entry) { return entry.second->has_ended(); });
}

void Peer::State::end() {
  for (const auto& listener : listeners) listener->close_now();
  stop_connecting();
  for (const auto& [number, connection] : connections) connection->end();
}

void Peer::State::look(Quiet& quiet) const {
  for (const auto& listener : listeners) listener->look(quiet);
  for (const auto& connector : connectors) connector->look(quiet);
  for (const auto& [number, connection] : connections) connection->look(quiet);
}

Peer::Peer(const Loop& loop, PeerOptions options)
    : core_(loop.core()), state_(std::make_shared<State>(*core_, std::move(options))) {
  core_->call([this]() -> Result<void> {
    core_->add(state_);
    return {};
  });
}

Result<std::string> Peer::listen(const std::string& endpoint) {
  const Result<Address> address = read_endpoint(endpoint, Purpose::listen);
  if (!address) return tl::unexpected(address.error());
  return core_->call([&] { return state_->listen(*address); });
}

Result<void> Peer::connect(const std::string& endpoint) {
  const Result<Address> address = read_endpoint(endpoint, Purpose::connect);
  if (!address) return tl::unexpected(address.error());
  return core_->call([&]() -> Result<void> {
    state_->connect(*address);
    return {};
  });
}

Result<void> Peer::stop_connecting() {
  return core_->call([this]() -> Result<void> {
    state_->stop_connecting();
    return {};
  });
}

Result<void> Peer::close_listener() {
  return core_->call([this]() -> Result<void> {
    for (const auto& listener : state_->listeners) listener->close();
    state_->listeners.clear();
    return {};
  });
}

Result<std::uint64_t> Peer::send(Payload payload, Pieces pieces, std::uint64_t connection) {
  return core_->call([&]() -> Result<std::uint64_t> {
    const auto found = state_->find(connection);
    if (!found) return tl::unexpected(found.error());
    const std::uint64_t number = ++state_->last_send;
    (*found)->send(number, std::move(payload), std::move(pieces));
    return number;
  });
}

namespace {

/// Does something with a connection of this number, if there is one.
template <typename State, typename Action>
Result<void> with(Core& core, State& state, std::uint64_t number, Action action) {
  return core.call([&]() -> Result<void> {
    const auto found = state.find(number);
    if (!found) return tl::unexpected(found.error());
    action(**found);
    return {};
  });
}

}  // namespace

Result<void> Peer::half_close(std::uint64_t connection) {
  return with(*core_, *state_, connection,
              [](PeerConnection& found) { found.finish(PeerConnection::Finish::half_close); });
}

Result<void> Peer::close(std::uint64_t connection) {
  return with(*core_, *state_, connection, [](PeerConnection& found) { found.finish(PeerConnection::Finish::close); });
}

Result<void> Peer::reset(std::uint64_t connection) {
  return with(*core_, *state_, connection, [](PeerConnection& found) { found.reset(); });
}

Result<void> Peer::stop_reading(std::uint64_t connection) {
  return with(*core_, *state_, connection, [](PeerConnection& found) { found.stop_reading(); });
}

Result<void> Peer::read_on(std::uint64_t connection) {
  return with(*core_, *state_, connection, [](PeerConnection& found) { found.read_on(); });
}

std::uint64_t Peer::connections() const {
  return core_->call([this]() -> Result<std::uint64_t> { return state_->last_connection; }).value_or(0);
}

}  // namespace zassay::link
