#pragma once

#include <asio/steady_timer.hpp>
#include <deque>
#include <memory>
#include <optional>

#include "link/changer.hpp"
#include "link/core.hpp"
#include "link/payload.hpp"
#include "link/peer.hpp"
#include "link/read_watch.hpp"
#include "link/stream.hpp"

namespace zassay::link {

/// One connection of a peer. Used on the loop's thread.
class PeerConnection : public std::enable_shared_from_this<PeerConnection> {
 public:
  PeerConnection(Core& core, const PeerOptions& options, Side own_side, std::uint64_t number, Descriptor socket);

  void start();
  void send(std::uint64_t number, Payload payload, Pieces pieces);
  enum class Finish { nothing, half_close, close };
  void finish(Finish how);  ///< behind the sends that wait
  void reset();
  void stop_reading() { reads_ = false; }
  void read_on();

  bool has_ended() const { return !stream_.is_open(); }
  void end();  ///< at once, and nothing is told
  void look(Quiet& quiet);

 private:
  struct Send {
    std::uint64_t number = 0;
    Payload payload;
    Pieces pieces;
    std::size_t piece = 0;        ///< its place in the sizes
    std::uint64_t piece_end = 0;  ///< counted from the first octet of the payload
    std::uint64_t written = 0;
    bool is_acknowledged_only = false;

    bool is_paced() const { return pieces.single_octets || !pieces.sizes.empty(); }
    void next_piece();
  };

  void wait_to_read();
  void read_some();
  void take(std::span<const char> octets);
  void take_end();
  void take_break(int error);
  void drain();

  void advance();
  bool may_write();
  bool write_some();
  void note_own(std::span<const char> octets);
  void finish_sending();
  void give_up_sends(const std::string& note);
  void tell_send(const Send& send, Event::Kind kind, std::string note = {});
  Event event(Event::Kind kind, Side side) const;

  Core& core_;
  std::string name_;
  Side own_side_;
  std::uint64_t number_;
  Stream stream_;
  ReadWatch watch_;

  bool reads_;
  bool read_ended_ = false;
  std::uint64_t received_ = 0;
  std::optional<Changer> changer_;
  wire::ItemReader reader_;
  wire::ItemReader own_reader_;  ///< of what is sent, until its version is known
  bool own_version_known_ = false;

  std::deque<Send> sends_;
  bool piece_is_out_ = false;  ///< the other side may not have read it yet
  bool write_broken_ = false;
  Finish finish_ = Finish::nothing;
  bool fin_sent_ = false;
};

}  // namespace zassay::link
