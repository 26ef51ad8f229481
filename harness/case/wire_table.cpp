// What a case may say of raw ZMTP: the things of the wire, the verbs of peers and those of links.

#include "case/wire_table.hpp"

#include <limits>

#include "case/table_keys.hpp"

namespace zassay {
namespace {

using namespace table_keys;
using enum Kind;

constexpr std::int64_t largest_octet = 255;
constexpr std::int64_t largest_nonce = std::numeric_limits<std::int64_t>::max();

Key more_key() { return may("more", yes, "more frames of the message follow"); }

Shape item(const char* name, const char* about, std::vector<Key> keys, Form form = Form::keys) {
  return {.name = name, .about = about, .keys = std::move(keys), .form = form, .owner = Owner::peer};
}

/// Things whose wording is the same in both directions.
std::vector<Shape> shared_items() {
  return {
      item("hello", "PLAIN's HELLO", {may("username", bytes, "the name"), may("password", bytes, "the password")}),
      item("welcome", "PLAIN's WELCOME", {}),
      item("error", "an ERROR command", {may("reason", bytes, "the reason")}, Form::either),
      item("command", "any command",
           {need("name", bytes, "its name"), may("body", bytes, "what stands behind the name")}),
      item("message", "the frames of a whole message", {need("frames", bytes_list, "the frames")}, Form::alone),
      item("subscribe", "a subscription, as the version spells it", {need("prefix", bytes, "the prefix")}, Form::alone),
      item("cancel", "the end of a subscription", {need("prefix", bytes, "the prefix")}, Form::alone),
      item("ping", "a PING command",
           {within(may("ttl", number, "tenths of a second"), 0, 65535), may("context", bytes, "the context")}),
      item("pong", "a PONG command", {may("context", bytes, "the context")}),
  };
}

std::vector<Shape> with_shared(std::vector<Shape> own) {
  for (Shape& shape : shared_items()) own.push_back(std::move(shape));
  return own;
}

std::vector<Key> properties() {
  return {may("socket_type", bytes, "the property Socket-Type"), may("identity", bytes, "the property Identity"),
          may("metadata", metadata, "further properties: {name: bytes}")};
}

/// Which things on a link a verb is about.
std::vector<Key> where_keys() {
  return {may("from", source, "the socket that sends them; default: either"),
          within(may("number", number, "the n-th of them on its connection; default: the next"), 1, most),
          within(may("connection", number, "only on the n-th connection"), 1, most)};
}

std::vector<Key> joined(std::vector<Key> keys, const std::vector<Key>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

Key connection_key() {
  return within(may("connection", number, "the n-th connection; default: the one at hand"), 1, most);
}

Shape verb(Owner owner, const char* name, const char* about, std::vector<Key> keys, Form form = Form::keys,
           std::vector<std::string> one_of = {}) {
  return {
      .name = name, .about = about, .keys = std::move(keys), .form = form, .owner = owner, .one_of = std::move(one_of)};
}

}  // namespace

const std::vector<Shape>& items_to_send() {
  static const std::vector<Shape> table = with_shared({
      item("greeting", "the greeting of the peer's version",
           {of(may("version", word, "another version than the peer's own"), words::versions()),
            may("signature", bytes, "other octets for the first ten"),
            within(may("major", number, "another major version"), 0, largest_octet),
            within(may("minor", number, "another minor version"), 0, largest_octet),
            may("mechanism", bytes, "another mechanism, filled up to 20 octets"),
            within(may("as_server", number, "another as-server octet"), 0, largest_octet),
            may("filler", bytes, "other octets for the filler")}),
      item("ready", "READY with the peer's metadata, changed as said", properties()),
      item("initiate", "PLAIN's INITIATE with metadata", properties()),
      item("frame", "one frame of a message",
           {need("body", bytes, "its octets"), more_key(), may("long", yes, "its size in eight octets"),
            within(may("flags", number, "another flags octet"), 0, largest_octet)},
           Form::either),
      item("sealed", "a frame in a MESSAGE of CURVE, after the handshake",
           {need("body", bytes, "its octets"), more_key(),
            within(may("flags", number, "another flags octet inside"), 0, largest_octet),
            within(may("nonce", number, "this nonce, and not the next one"), 0, largest_nonce),
            may("in_command", yes, "MESSAGE goes in a frame with the COMMAND bit, as RFC 26 has it")},
           Form::either),
      item("octets", "raw octets", {need("octets", bytes, "the octets")}, Form::alone),
  });
  return table;
}

const std::vector<Shape>& items_to_come() {
  static const std::vector<Shape> table = with_shared({
      item("greeting", "a greeting that the specification allows",
           {of(may("version", word, "of this version"), words::versions()), may("mechanism", bytes, "this mechanism"),
            within(may("as_server", number, "this as-server octet"), 0, 1)}),
      item("ready", "READY", properties()),
      item("initiate", "PLAIN's INITIATE", properties()),
      item("frame", "one frame of a message", {may("body", bytes, "its octets"), more_key()}, Form::either),
      item("version", "the front of a greeting, up to its major version; it is not taken", {}),
      item("closed", "the end of the connection",
           {of(may("by", word, "FIN or RST"), words::closings()),
            within(may("not_before", duration, "since the connection came to be"), 0, longest_ms)}),
      item("nothing", "nothing: everything is settled, and the connection stands", {}),
  });
  return table;
}

const Shape& peer_shape() {
  static const Shape shape{
      .name = "peers",
      .about = "a side that the harness plays in raw ZMTP",
      .keys = {of(need("as", word, "the socket type that it says it is; 'counterpart': one that fits the socket"),
                  words::peer_types()),
               may("bind", endpoint, "listens: 'auto' or a literal endpoint"),
               may("connect", peer, "connects to a socket, or a literal endpoint"),
               of(may("version", word, "of ZMTP; default 3.1"), words::versions()),
               of(may("mechanism", word, "of security; default NULL"), words::mechanisms()),
               may("server", yes, "it is the server of its mechanism"), may("identity", bytes, "its property Identity"),
               may("metadata", metadata, "further properties"), may("username", bytes, "of PLAIN"),
               may("password", bytes, "of PLAIN"), may("public_key", bytes, "of CURVE, 32 octets"),
               may("secret_key", bytes, "of CURVE, 32 octets"),
               may("server_key", bytes, "of CURVE: the server's public key")},
      .owner = Owner::peer,
      .one_of = {"bind", "connect"}};
  return shape;
}

std::vector<Shape> peer_verbs() {
  using enum Owner;
  return {
      verb(peer, "accept", "waits for the next connection; what follows is about it", {}),
      verb(peer, "handshake", "greeting, mechanism and READY, both ways",
           {may("through", free_word, "stops when it has sent this command"),
            may("alter", free_word, "flips a bit of this command, and stops when it is sent"),
            within(may("octet", number, "of the altered command's body, where the bit is; default: its last"), 0, most),
            may("replay", free_word, "sends this command as on the connection before, and stops"),
            of(may("wrong", word, "sends an INITIATE of CURVE that is wrong in this, and stops"),
               words::initiate_flaws())}),
      verb(peer, "send", "sends things of the wire, in one go",
           {may("items", Kind::items_to_send, "one or a list"), may("again", yes, "the octets of the send before"),
            within(may("alter", number, "flips a bit of this octet"), 0, most),
            within(may("first", number, "only so many octets"), 0, most),
            within(may("skip", number, "without so many octets at the front"), 0, most),
            may("pieces", numbers, "octets of each piece; the next goes when the other side has read the one before"),
            may("each", yes, "one octet a piece"), connection_key()},
           Form::either, {"items", "again"}),
      verb(peer, "expect", "waits for what the other side sends next",
           {need("items", Kind::items_to_come, "one or a list"),
            may("skipping", free_words, "commands by name, 'frame', or 'anything', that may come before"),
            connection_key()},
           Form::either),
      verb(peer, "half_close", "sends FIN and goes on reading", {connection_key()}),
      verb(peer, "disconnect", "ends the connection",
           {of(may("by", word, "FIN or RST; default FIN"), words::closings()), connection_key()}),
      verb(peer, "connect", "makes a further connection; what follows is about it", {}),
      verb(peer, "stop_reading", "leaves what comes unread", {connection_key()}),
      verb(peer, "read_on", "reads again", {connection_key()}),
  };
}

std::vector<Shape> link_verbs() {
  using enum Owner;
  const Key by = of(may("by", word, "FIN or RST; default RST"), words::closings());
  const std::vector<Key> place = joined({may("after", free_word, "behind such a thing: greeting, a command, or frame"),
                                         may("within", free_word, "inside such a thing"),
                                         within(may("octets", number, "behind so many octets of it"), 0, most)},
                                        where_keys());
  return {
      verb(link, "hold", "keeps back such a thing, and all behind it",
           joined({need("what", free_word, "greeting, a command's name, or frame")}, where_keys()), Form::either),
      verb(link, "release", "lets go what is held", {}),
      verb(link, "cut", "ends the connection there, both ways", joined({by}, place)),
      verb(link, "stall", "passes nothing behind it, neither octets nor the end", place),
      verb(link, "resume", "ends a stall", {}),
      verb(link, "refuse", "takes no further connections", {}),
      verb(link, "accept", "takes connections again", {}),
      verb(link, "trickle", "one octet a segment", {may("from", source, "of this socket; default: both ways")}),
      verb(link, "stop_reading", "leaves what the socket sends unread", {need("from", source, "the socket")},
           Form::either),
      verb(link, "read_on", "reads again", {need("from", source, "the socket")}, Form::either),
  };
}

}  // namespace zassay
