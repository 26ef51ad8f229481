#pragma once

#include <map>
#include <memory>
#include <optional>

#include "link/listener.hpp"
#include "link/relay_link.hpp"

namespace zassay::link {

/// What is behind a Relay. Used on the loop's thread.
struct Relay::State : Part, std::enable_shared_from_this<Relay::State> {
  State(Core& core, RelayOptions options);

  Result<std::string> open(const Address& endpoint, const Address& to);
  Result<std::uint64_t> arm(Verb verb);
  Result<std::uint64_t> act_at_once(const Verb& verb);
  Result<void> listen_again();
  void refuse();

  /// Does something in each direction that fits, of the connections there are.
  template <typename Action>
  Result<void> each(const Scope& scope, Action action) {
    if (auto missing = find_missing(scope.connection)) return tl::unexpected(std::move(*missing));
    for (const auto& link : fitting(scope.connection)) {
      for (const Side side : {Side::connecting, Side::listening}) {
        if (!scope.side || *scope.side == side) action(*link, side);
      }
    }
    return {};
  }
  /// Of a scope that means all connections: those to come, too.
  void remember(const Scope& scope, std::array<bool, 2>& by_side, bool on) const;

  void end() override;
  void look(Quiet& quiet) const override;

  RelayShared shared;
  std::optional<Address> target;
  Address endpoint;
  std::shared_ptr<Listener> listener;
  std::map<std::uint64_t, std::shared_ptr<RelayLink>> links;
  std::uint64_t last_connection = 0;
  bool refuses = false;  ///< also before it is open

 private:
  void listen(Bound bound);
  void add(Descriptor accepted);
  void tell_failure(int error);
  std::vector<std::shared_ptr<RelayLink>> fitting(std::uint64_t connection) const;
  std::optional<Error> find_missing(std::uint64_t connection) const;
};

}  // namespace zassay::link
