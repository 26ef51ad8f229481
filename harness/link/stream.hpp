#pragma once

#include <asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <span>
#include <string>

#include "adapter/descriptor.hpp"
#include "adapter/socket_diag.hpp"
#include "link/core.hpp"

namespace zassay::link {

/// A connected socket, tcp or unix. Nothing here waits; handlers of the wait_ functions are called once, and not at all
/// when the stream is closed before.
class Stream {
 public:
  Stream(Core& core, Descriptor socket);

  bool is_open() const { return socket_.is_open(); }
  int number() { return socket_.native_handle(); }
  bool is_unix() const { return is_unix_; }

  enum class Outcome { some, later, ended, broken };
  struct Step {
    Outcome outcome = Outcome::later;
    std::size_t octets = 0;
    int error = 0;  ///< of `broken`
  };
  Step read(std::span<char> into);
  Step write(std::span<const char> octets);

  template <typename Handler>
  void when_readable(Handler handler) {
    wait(asio::posix::stream_descriptor::wait_read, waits_to_read_, std::move(handler));
  }
  template <typename Handler>
  void when_writable(Handler handler) {
    wait(asio::posix::stream_descriptor::wait_write, waits_to_write_, std::move(handler));
  }

  void half_close();  ///< FIN behind what is written
  void close();       ///< at once for the other side, whoever else has a copy of the descriptor
  void reset();       ///< RST, likewise; of a unix socket, close

  /// What can be read at once; an end that can be read counts as one octet.
  std::uint64_t readable_octets();
  bool is_writable();
  bool has_hung_up();           ///< the other side has ended, whether what it sent before was read or not
  int unacknowledged_octets();  ///< written, and not in the other end's kernel; of a unix socket, not read
  enum class Read { yes, no, acknowledged };
  /// Whether the other side has read all that was written. "acknowledged": its kernel has it, and there is no telling
  /// more.
  Read is_read_by_other_side();

 private:
  template <typename Handler>
  void wait(asio::posix::stream_descriptor::wait_type what, bool& waits, Handler handler) {
    if (waits || !is_open()) return;
    waits = true;
    socket_.async_wait(what, [this, &waits, handler = std::move(handler)](const asio::error_code& error) mutable {
      if (error == asio::error::operation_aborted) return;  // this may be gone
      waits = false;
      if (is_open()) handler();
    });
  }
  void release();
  std::uint64_t unread_octets();
  TcpIdentity other_end();

  Core& core_;
  asio::posix::stream_descriptor socket_;
  bool is_unix_ = false;
  bool waits_to_read_ = false;
  bool waits_to_write_ = false;
};

/// What an errno says, as a sentence of an event.
std::string note_of(int error);

}  // namespace zassay::link
