#pragma once

#include <zmq.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "wire/handshake.hpp"
#include "wire/item.hpp"

namespace zassay::wire {

constexpr int limit_ms = 10000;  // nothing here takes that long: who waits so long fails

/// A message, frame by frame.
using Message = std::vector<std::string>;

/// A socket of libzmq in a context of its own; its calls end after limit_ms.
class LibzmqSocket {
 public:
  explicit LibzmqSocket(int type);
  ~LibzmqSocket();
  LibzmqSocket(const LibzmqSocket&) = delete;
  LibzmqSocket& operator=(const LibzmqSocket&) = delete;

  void set(int option, int value) { zmq_setsockopt(socket_, option, &value, sizeof value); }
  void set(int option, std::string_view value) { zmq_setsockopt(socket_, option, value.data(), value.size()); }
  int bind();  ///< to a port of its choice, which it returns
  void connect(int port);
  bool send(const Message& message);
  std::optional<Message> receive();

  /// Answers requests for authentication (RFC 27): these credentials are accepted, all others are not.
  void accept_only(Message credentials);

 private:
  void* context_;
  void* socket_;
  void* authentication_ = nullptr;
  std::thread authenticator_;
};

/// Our end of a connection: a plain socket, and the codec. A failure is a failed expectation and an empty result.
class WirePeer {
 public:
  static std::unique_ptr<WirePeer> connect(int port);
  ~WirePeer();
  WirePeer(const WirePeer&) = delete;
  WirePeer& operator=(const WirePeer&) = delete;

  void send(std::string_view octets);
  void send_frames(const Message& message, Framing framing = Framing::v3);
  /// The next complete item; nothing if the other side closed. Only what is not there within limit_ms fails.
  std::optional<Item> next();
  /// Frames up to the last one of a message.
  Message next_message();

  /// Greets, and goes through the handshake up to its end.
  Decoded<HandshakeStep> meet(const Greeting& greeting, Handshake& handshake);

  ItemReader reader{{.kept_octets = SIZE_MAX, .largest_octets = UINT64_MAX}};

 private:
  friend class Listener;
  explicit WirePeer(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  std::string received_;
  Octets unread_;
};

/// Waits at a port for somebody to connect.
class Listener {
 public:
  Listener();
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  int port() const { return port_; }
  std::unique_ptr<WirePeer> accept();

 private:
  int descriptor_;
  int port_ = 0;
};

Greeting greeting_for(std::string_view mechanism, bool as_server = false, int minor = 1);

}  // namespace zassay::wire
