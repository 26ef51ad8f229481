#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wire/command.hpp"
#include "wire/malformed.hpp"
#include "wire/metadata.hpp"
#include "wire/octets.hpp"

namespace zassay::wire {

/// What one side does next in a handshake.
struct HandshakeStep {
  enum class State {
    waiting,  ///< for a command of the other side, behind what is sent now
    done,     ///< messages may follow
    refused,  ///< this side sent an ERROR, or got one; the connection is to be closed
  };
  State state = State::waiting;
  std::vector<std::string>
      send;            ///< bodies of commands, in order; encode_frame_header() and flag_command make frames of them
  Metadata peer;       ///< done: what the other side told
  std::string reason;  ///< refused: as it stands in the ERROR
  std::string short_term_key{};  ///< the server's, where a WELCOME of CURVE told it just now
};

/// One side of a security handshake between the greetings and the messages. It takes whole commands and gives commands,
/// and does no I/O. A command that it does not take is Malformed, with the offset of the octet at fault counted from
/// `offset`; then the connection is to be closed, and the handshake is over. Every handshake knows these codes:
/// "unexpected-command", those of parse_command, parse_metadata and parse_error. Used by one thread at a time.
class Handshake {
 public:
  virtual ~Handshake() = default;

  /// What is sent before anything is received; may be nothing.
  virtual HandshakeStep begin() = 0;

  /// Takes a received command. An ERROR refuses, in any state before `done`.
  Decoded<HandshakeStep> take(Octets body, std::uint64_t offset = 0);

 protected:
  /// A command that is no ERROR; `offset` is that of its data.
  virtual Decoded<HandshakeStep> take_command(const Command& command, std::uint64_t offset) = 0;

  static tl::unexpected<Malformed> unexpected(const Command& command, std::uint64_t offset);
  HandshakeStep refuse(std::string_view reason);

 private:
  bool over_ = false;
};

/// RFC 37, "The NULL Security Mechanism". In ZMTP 3.1 the side that connects speaks first and the other answers; in 3.0
/// both speak first.
class NullHandshake : public Handshake {
 public:
  enum class Order { speaks_first, answers };
  NullHandshake(Metadata metadata, Order order) : metadata_(std::move(metadata)), order_(order) {}
  HandshakeStep begin() override;

 private:
  Decoded<HandshakeStep> take_command(const Command& command, std::uint64_t offset) override;

  Metadata metadata_;
  Order order_;
};

}  // namespace zassay::wire
