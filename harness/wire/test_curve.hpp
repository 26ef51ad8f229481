#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "wire/curve_handshake.hpp"

namespace zassay::wire {

inline const Metadata req = {{"Socket-Type", "REQ"}, {"Identity", ""}};
inline const Metadata rep = {{"Socket-Type", "REP"}};

inline std::string named(const Malformed& fault) { return fault.code + " at " + std::to_string(fault.offset); }

/// A client and a server that know each other, and what one said last.
struct Pair {
  CurveClientKeys client_keys;
  CurveServerKeys server_keys;
  CurveServer::Refusal refusal = [](const CurveKey&) { return std::nullopt; };
  std::optional<CurveClient> client;
  std::optional<CurveServer> server;
  std::string hello;
  std::string welcome;
  std::string initiate;
  std::string ready;

  Pair() { client_keys.server = server_keys.permanent.public_key; }
  void meet() {
    client.emplace(client_keys, req);
    server.emplace(server_keys, refusal, rep);
    hello = client->begin().send.at(0);
  }
  /// Empty, or why one does not take what the other sent.
  std::string take(Handshake& side, const std::string& body, std::string& answer, HandshakeStep::State expected) {
    const auto step = side.take(octets_of(body));
    if (!step) return named(step.error());
    if (!step->send.empty()) answer = step->send.front();
    EXPECT_EQ(step->state, expected);
    return "";
  }
  std::string take_hello() { return take(*server, hello, welcome, HandshakeStep::State::waiting); }
  std::string take_welcome() { return take(*client, welcome, initiate, HandshakeStep::State::waiting); }
  std::string take_initiate() { return take(*server, initiate, ready, HandshakeStep::State::done); }
  std::string take_ready() { return take(*client, ready, ready, HandshakeStep::State::done); }
  std::string take_up_to_welcome() {
    meet();
    const std::string fault = take_hello();
    return fault.empty() ? take_welcome() : fault;
  }
  std::string take_up_to_initiate() {
    const std::string fault = take_up_to_welcome();
    return fault.empty() ? take_initiate() : fault;
  }
  std::string take_all() {
    const std::string fault = take_up_to_initiate();
    return fault.empty() ? take_ready() : fault;
  }
};

/// Alters one octet of a command on its way.
inline void alter(std::string& body, std::size_t at) { body.at(at) = static_cast<char>(body.at(at) ^ 0x01); }

}  // namespace zassay::wire
