#pragma once

#include <optional>

#include "link/relay.hpp"
#include "link/test_link.hpp"

namespace zassay::link {

/// A relay between two plain sockets.
class RelayLinkTest : public LinkTest {
 protected:
  void SetUp() override {
    target = Plain::listening(any_endpoint());
    relay.emplace(*loop, options);
    const auto opened = relay->open(any_endpoint(), target.endpoint());
    ASSERT_TRUE(opened) << opened.error().sentence;
    endpoint = *opened;
  }
  /// One more connection through the relay: `client` and `server` are its ends.
  void join() {
    client = Plain::connected(endpoint);
    server = target.accept();
    connection = await(Event::Kind::opened).connection;
  }

  RelayOptions options{.name = "middle"};
  Plain target;
  std::optional<Relay> relay;
  std::string endpoint;
  Plain client;
  Plain server;
  std::uint64_t connection = 0;
};

}  // namespace zassay::link
