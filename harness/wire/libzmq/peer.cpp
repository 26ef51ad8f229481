#include "wire/libzmq/peer.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace zassay::wire {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool is_ready(int descriptor, short events) {
  pollfd waiting{descriptor, events, 0};
  return poll(&waiting, 1, limit_ms) == 1;
}

std::optional<Message> receive_from(void* socket) {
  Message message;
  for (;;) {
    zmq_msg_t frame;
    zmq_msg_init(&frame);
    const bool received = zmq_msg_recv(&frame, socket, 0) >= 0;
    if (received) message.emplace_back(static_cast<const char*>(zmq_msg_data(&frame)), zmq_msg_size(&frame));
    const bool more = received && zmq_msg_more(&frame) != 0;
    zmq_msg_close(&frame);
    if (!received) return std::nullopt;
    if (!more) return message;
  }
}

bool send_to(void* socket, const Message& message) {
  for (std::size_t i = 0; i < message.size(); ++i) {
    const int more = i + 1 < message.size() ? ZMQ_SNDMORE : 0;
    if (zmq_send(socket, message[i].data(), message[i].size(), more) < 0) return false;
  }
  return true;
}

/// RFC 27: version, request, domain, address, routing id, mechanism, credentials; answered until the context ends.
void authenticate(void* socket, const Message& credentials) {
  while (const auto request = receive_from(socket)) {
    if (request->size() < 6) break;
    const bool accepted = Message(request->begin() + 6, request->end()) == credentials;
    send_to(socket, {"1.0", request->at(1), accepted ? "200" : "400", "", "", ""});
  }
}

}  // namespace

LibzmqSocket::LibzmqSocket(int type) : context_(zmq_ctx_new()), socket_(zmq_socket(context_, type)) {
  for (const int option : {ZMQ_RCVTIMEO, ZMQ_SNDTIMEO}) set(option, limit_ms);
  set(ZMQ_LINGER, 0);
}

LibzmqSocket::~LibzmqSocket() {
  zmq_close(socket_);
  zmq_ctx_shutdown(context_);
  if (authenticator_.joinable()) authenticator_.join();
  if (authentication_ != nullptr) zmq_close(authentication_);
  zmq_ctx_term(context_);
}

int LibzmqSocket::bind() {
  EXPECT_EQ(zmq_bind(socket_, "tcp://127.0.0.1:*"), 0);
  char endpoint[64] = {};
  std::size_t size = sizeof endpoint;
  zmq_getsockopt(socket_, ZMQ_LAST_ENDPOINT, endpoint, &size);
  const std::string text(endpoint);
  return std::stoi(text.substr(text.rfind(':') + 1));
}

void LibzmqSocket::connect(int port) {
  EXPECT_EQ(zmq_connect(socket_, ("tcp://127.0.0.1:" + std::to_string(port)).c_str()), 0);
}

bool LibzmqSocket::send(const Message& message) { return send_to(socket_, message); }
std::optional<Message> LibzmqSocket::receive() { return receive_from(socket_); }

void LibzmqSocket::accept_only(Message credentials) {
  authentication_ = zmq_socket(context_, ZMQ_REP);
  const int no_linger = 0;
  zmq_setsockopt(authentication_, ZMQ_LINGER, &no_linger, sizeof no_linger);
  EXPECT_EQ(zmq_bind(authentication_, "inproc://zeromq.zap.01"), 0);
  authenticator_ = std::thread(
      [socket = authentication_, credentials = std::move(credentials)] { authenticate(socket, credentials); });
}

std::unique_ptr<WirePeer> WirePeer::connect(int port) {
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  EXPECT_EQ(::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  return std::unique_ptr<WirePeer>(new WirePeer(descriptor));
}

WirePeer::~WirePeer() { close(descriptor_); }

void WirePeer::send(std::string_view octets) {
  while (!octets.empty()) {
    if (!is_ready(descriptor_, POLLOUT)) {
      ADD_FAILURE() << "nothing can be sent";
      return;
    }
    const ssize_t sent = ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) {
      ADD_FAILURE() << "the connection is gone";
      return;
    }
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void WirePeer::send_frames(const Message& message, Framing framing) {
  for (std::size_t i = 0; i < message.size(); ++i) send(encode_frame(message[i], i + 1 < message.size(), framing));
}

std::optional<Item> WirePeer::next() {
  for (;;) {
    while (auto item = reader.next(unread_)) {
      if (item->complete) return item;
    }
    if (!is_ready(descriptor_, POLLIN)) {
      ADD_FAILURE() << "nothing came for " << limit_ms << " ms";
      return std::nullopt;
    }
    received_.resize(65536);
    const ssize_t count = recv(descriptor_, received_.data(), received_.size(), 0);
    if (count <= 0) return std::nullopt;
    unread_ = octets_of(received_).first(static_cast<std::size_t>(count));
  }
}

Message WirePeer::next_message() {
  Message message;
  for (;;) {
    auto item = next();
    if (!item || item->kind == Item::Kind::malformed) {
      ADD_FAILURE() << "no message: " << (item ? item->malformed->sentence : "the other side closed");
      return message;
    }
    if (item->kind != Item::Kind::frame) continue;
    message.push_back(std::move(item->body));
    if (!item->more) return message;
  }
}

Decoded<HandshakeStep> WirePeer::meet(const Greeting& greeting, Handshake& handshake) {
  send(encode(greeting));
  auto item = next();
  EXPECT_TRUE(item && item->greeting) << "it sent no greeting";
  if (!item || !item->greeting) return malformed("no-greeting", 0, "");
  EXPECT_TRUE(faults_of(*item->greeting).empty());
  Decoded<HandshakeStep> step = handshake.begin();
  for (;;) {
    for (const std::string& body : step->send) {
      send(text_of(encode_frame_header(flag_command, body.size(), Framing::v3).view()));
      send(body);
    }
    if (step->state != HandshakeStep::State::waiting) return step;
    item = next();
    if (!item) return malformed("closed", reader.octets(), "the other side closed");
    if (item->malformed) return tl::unexpected(std::move(*item->malformed));
    EXPECT_EQ(item->kind, Item::Kind::command);
    step = handshake.take(octets_of(item->body), item->offset + item->header_octets);
    if (!step) return step;
  }
}

Listener::Listener() : descriptor_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), size), 0);
  EXPECT_EQ(listen(descriptor_, 8), 0);
  getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
}

Listener::~Listener() { close(descriptor_); }

std::unique_ptr<WirePeer> Listener::accept() {
  EXPECT_TRUE(is_ready(descriptor_, POLLIN)) << "nobody connected";
  return std::unique_ptr<WirePeer>(new WirePeer(::accept(descriptor_, nullptr, nullptr)));
}

Greeting greeting_for(std::string_view mechanism, bool as_server, int minor) {
  Greeting greeting;
  greeting.set_mechanism(mechanism);
  greeting.as_server = as_server ? 1 : 0;
  greeting.minor = static_cast<std::uint8_t>(minor);
  return greeting;
}

}  // namespace zassay::wire
