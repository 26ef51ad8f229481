#pragma once

#include <functional>
#include <optional>
#include <string>

#include "wire/handshake.hpp"

namespace zassay::wire {

/// RFC 24: what a HELLO carries, each at most 255 octets.
struct PlainCredentials {
  std::string username;
  std::string password;
  bool operator==(const PlainCredentials&) const = default;
};

std::string encode_plain_hello(const PlainCredentials& credentials);  ///< a body
/// Of a HELLO's data; "hello-size" if the lengths in it do not add up to them.
Decoded<PlainCredentials> parse_plain_hello(Octets data, std::uint64_t offset = 0);

/// HELLO, then INITIATE for a WELCOME, done with READY. Its own code: "welcome-data" (a WELCOME carries none).
class PlainClient : public Handshake {
 public:
  PlainClient(PlainCredentials credentials, Metadata metadata)
      : credentials_(std::move(credentials)), metadata_(std::move(metadata)) {}
  HandshakeStep begin() override;

 private:
  Decoded<HandshakeStep> take_command(const Command& command, std::uint64_t offset) override;

  PlainCredentials credentials_;
  Metadata metadata_;
  bool welcome_ = false;
};

/// WELCOME for a HELLO with credentials that are accepted, done with INITIATE, which it answers with READY. Its own
/// code: that of parse_plain_hello.
class PlainServer : public Handshake {
 public:
  /// Why credentials are refused, for the ERROR; nothing if they are accepted.
  using Refusal = std::function<std::optional<std::string>(const PlainCredentials&)>;
  PlainServer(Refusal refusal, Metadata metadata) : refusal_(std::move(refusal)), metadata_(std::move(metadata)) {}
  HandshakeStep begin() override { return {}; }

 private:
  Decoded<HandshakeStep> take_command(const Command& command, std::uint64_t offset) override;

  Refusal refusal_;
  Metadata metadata_;
  bool hello_ = false;
};

}  // namespace zassay::wire
