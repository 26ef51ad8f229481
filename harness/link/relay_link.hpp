#pragma once

#include <array>
#include <memory>
#include <optional>

#include "link/connector.hpp"
#include "link/core.hpp"
#include "link/direction.hpp"
#include "link/read_watch.hpp"
#include "link/stream.hpp"
#include "link/verb.hpp"

namespace zassay::link {

/// What a relay's links share. Theirs is the loop's thread.
struct RelayShared {
  explicit RelayShared(Core& made_on) : core(made_on) {}

  Core& core;
  RelayOptions options;
  ArmedVerbs armed;
  std::array<Change, 2> changes;  ///< these by sender, as the next two: of connections to come
  std::array<bool, 2> trickles{};
  std::array<bool, 2> reads{true, true};
  std::function<void()> advance_all;  ///< each direction of each link, soon

  BufferSizes buffers() const { return {options.receive_buffer_octets, options.send_buffer_octets}; }
};

/// One connection that a relay accepted, and the one to its target.
class RelayLink : public std::enable_shared_from_this<RelayLink> {
 public:
  RelayLink(RelayShared& shared, std::uint64_t number, Descriptor accepted);

  void start(const Address& target);
  std::uint64_t number() const { return number_; }
  bool has_ended() const { return phase_ == Phase::ended; }
  bool is_ending() const { return phase_ != Phase::connecting && phase_ != Phase::passing; }  ///< or has ended

  Direction::Found place(Side sender, const Verb& verb);
  void disarm(std::uint64_t verb);
  void perform(Side sender, const Verb& verb);
  void release(Side sender);
  void resume(Side sender);
  void trickle(Side sender, bool on);
  void read(Side sender, bool on);

  /// Does whatever can be done in a direction. Called whenever that may have become more.
  void advance(Side sender);

  void end();  ///< at once, and nothing is told
  void look(Quiet& quiet);

 private:
  enum class Phase { connecting, passing, draining, resetting, ended };
  enum class EndOf { nothing, fin, rst };

  struct Way {
    Way(Core& core, Event heading, const RelayShared& shared, Side sender);
    Direction direction;
    ReadWatch watch;                       ///< of trickled octets
    std::optional<std::uint64_t> held_by;  ///< the number of the verb
    std::optional<std::uint64_t> stalled_by;
    bool trickles = false;
    bool octet_is_out = false;  ///< the other side may not have read it
    bool reads = true;
    EndOf end = EndOf::nothing;  ///< of what its sender sends
    bool end_passed = false;
    bool is_blocked = false;  ///< the socket that it goes to is full

    bool is_stopped() const { return held_by || stalled_by; }
  };

  void take_target(Descriptor connected);
  bool take_refusal(int error);

  void wait_to_read(Side sender);
  bool has_room(const Way& way) const;
  void read_some(Side sender);
  void take(Side sender, std::span<const char> octets);
  void tell_versions(Side sender);
  void take_end(Side sender);
  void take_break(Side sender, int error);
  void drain(Side sender);

  bool pass_some(Side sender);
  void pass_end(Side sender);
  void lose(Side sender, int error);

  void hold(Side sender, std::uint64_t verb);
  void stall(Side sender, std::uint64_t verb);
  void cut(std::uint64_t verb, Ending ending);
  void reset_when_delivered(std::optional<Event> told);
  void look_at_delivery();
  void close_all();

  Way& way(Side sender) { return *ways_[index_of(sender)]; }
  Stream* from(Side side) { return streams_[index_of(side)].get(); }  ///< the connection to this side
  Event event(Event::Kind kind, Side side) const;

  RelayShared& shared_;
  Core& core_;
  std::uint64_t number_;
  Phase phase_ = Phase::connecting;
  std::array<std::unique_ptr<Stream>, 2> streams_;
  std::array<std::unique_ptr<Way>, 2> ways_;
  std::shared_ptr<Connector> connector_;
  bool refusal_told_ = false;

  struct Delivery {
    explicit Delivery(Core& core) : watch(core) {}
    ReadWatch watch;
    std::optional<Event> told;  ///< when all is delivered
    std::int64_t left = INT64_MAX;
    std::chrono::steady_clock::time_point since;  ///< when `left` became less
  } delivery_;
};

}  // namespace zassay::link
