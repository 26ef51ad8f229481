// Rules about messages: what is sent is what arrives, stamps are those of base/stamp.hpp, and results are exact.
#include "adapter/validate_dialogue.hpp"
#include "base/bytes.hpp"
#include "base/stamp.hpp"

namespace zassay {
namespace {

Json frames_of(const Json& received, std::size_t message) {
  const Json messages = received.value("messages", Json::array());
  return message < messages.size() ? messages[message]["frames"] : Json();
}

void literal_frames(Dialogue& d) {
  Pair pair(d);
  const std::string bytes = cycle(0, 256);
  const Json frames{frame_of(""), frame_of("a"), frame_of(bytes), frame_of("")};
  const Json sent = pair.send({{"frames", frames}});
  d.demand(integer_member(sent, "accepted") == 1, "one message was sent and not reported as accepted once");
  const Json received = pair.receive(1);
  d.demand(frames_of(received, 0) == frames, "a message of four frames arrived as " + to_line(received).substr(0, 200));
  pair.close();
}

void generated_frames(Dialogue& d) {
  Pair pair(d);
  const Json request{{"size", 5000}, {"generator", "cycle"}, {"first", 7}};
  const std::string bytes = cycle(7, 5000);
  pair.send({{"frames", Json::array({request, frame_of(bytes.substr(0, 129))})}});
  const Json received = pair.receive(1, {{"digest_above", 128}});
  const Json digest{{"size", 5000}, {"head", to_base64(bytes.substr(0, 128))}, {"sha256", sha256_hex(bytes)}};
  const Json small{{"size", 129},
                   {"head", to_base64(bytes.substr(0, 128))},
                   {"sha256", sha256_hex(std::string_view(bytes).substr(0, 129))}};
  d.demand(frames_of(received, 0) == Json::array({digest, small}),
           "frames above digest_above arrived as " + to_line(received).substr(0, 300));
  pair.close();
}

void stamps(Dialogue& d) {
  Pair pair(d);
  const std::string prefix = "topic";
  Json stream{{"run", 77}, {"stream", 3}, {"first", 1000}, {"count", 3}, {"frames", 2}, {"size", 300}};
  stream["prefix"] = to_base64(prefix);
  const Json sent = pair.send({{"stream", stream}});
  d.demand(integer_member(sent, "accepted") == 3 && integer_member(sent, "frames") == 0,
           "three stamped messages were reported as " + to_line(sent));
  d.demand(integer_member(sent, "from") <= integer_member(sent, "to"), "a send ended before it began");
  const Json received = pair.receive(3);
  for (std::uint64_t i = 0; i < 3; ++i) {
    Json expected = Json::array();
    for (std::uint16_t frame = 0; frame < 2; ++frame) {
      const Stamp stamp{77, 3, frame, 2, 0, 1000 + i, 300, 0};
      expected.push_back(frame_of(stamped_frame(stamp, frame == 0 ? prefix : "")));
    }
    d.demand(frames_of(received, i) == expected, "stamped message " + std::to_string(1000 + i) + " is not as defined");
  }
  pair.close();
}

void cuts(Dialogue& d) {
  Pair pair(d);
  Json stream{{"run", 1}, {"stream", 1}, {"first", 5}, {"count", 1}, {"frames", 3}};
  stream.update({{"lead", Json::array({frame_of("")})}, {"from_frame", 0}, {"to_frame", 2}});
  pair.send({{"stream", stream}});
  stream.update({{"from_frame", 2}, {"to_frame", 3}});
  pair.send({{"stream", stream}});
  Json expected = Json::array({frame_of("")});
  for (std::uint16_t frame = 0; frame < 3; ++frame) {
    expected.push_back(frame_of(stamped_frame({1, 1, frame, 3, 0, 5, 32, 0}, "")));
  }
  const Json received = pair.receive(1);
  d.demand(frames_of(received, 0) == expected, "a message sent in two cuts is not one whole message");
  pair.close();
}

void small_stamp(Dialogue& d) {
  Pair pair(d);
  Json stream{{"run", 1}, {"stream", 1}, {"first", 0}, {"count", 1}, {"size", 31}};
  d.expect("bad_request", "send", Pair::writer({{"stream", stream}}));
  stream.update({{"size", 36}, {"prefix", to_base64("topic")}});
  d.expect("bad_request", "send", Pair::writer({{"stream", stream}}));
  pair.close();
}

void dont_wait(Dialogue& d) {
  Pair pair(d);
  const auto id = d.start("recv", Pair::reader({{"flags", words({"DONTWAIT"})}}));
  const Json empty = d.expect_of("EAGAIN", id);
  d.demand(empty.value("messages", Json()).empty(), "EAGAIN came with messages that were never sent");
  d.demand(!d.saw_event({{"event", "began"}, {"id", id}}), "a receive with DONTWAIT sent the event \"began\"");
  pair.close();
}

void partial_receive(Dialogue& d) {
  Pair pair(d);
  pair.send({{"stream", {{"run", 1}, {"stream", 1}, {"first", 0}, {"count", 3}}}});
  std::size_t count = frames_of(pair.receive(1), 0).is_null() ? 0 : 1;
  // A library may deliver in its own time: what it delivers must be in one of the replies, each an EAGAIN.
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (d.going() && count < 3 && std::chrono::steady_clock::now() < limit) {
    const Json rest = d.expect("EAGAIN", "recv", Pair::reader({{"count", 5}, {"flags", words({"DONTWAIT"})}}));
    count += rest.value("messages", Json::array()).size();
  }
  d.demand(count == 3, "of 3 messages sent, " + std::to_string(count) + " were in the replies");
  pair.close();
}

void partial_send(Dialogue& d) {
  constexpr int many = 5000;
  Pair pair(d, 4, 4);
  Json stream{{"run", 1}, {"stream", 1}, {"first", 0}, {"count", many}};
  const Json reply = d.ask("send", Pair::writer({{"stream", stream}, {"flags", words({"DONTWAIT"})}}));
  if (reply.contains("ok")) d.cannot("the marks do not hold so many messages back as this check sends");
  d.demand(string_member(reply, "error") == "EAGAIN", "a full pipe was answered " + to_line(reply).substr(0, 200));
  const auto accepted = static_cast<int>(integer_member(reply, "accepted"));
  d.demand(accepted > 0 && accepted < many, "EAGAIN came with accepted = " + std::to_string(accepted));
  const Json received = pair.receive(accepted);
  for (int i = 0; i < accepted && d.going(); ++i) {
    const Stamp stamp{1, 1, 0, 1, 0, static_cast<std::uint64_t>(i), 32, 0};
    d.demand(frames_of(received, static_cast<std::size_t>(i)) == Json::array({frame_of(stamped_frame(stamp, ""))}),
             "of " + std::to_string(accepted) + " accepted messages, number " + std::to_string(i) + " did not arrive");
  }
  pair.close();
}

void message_objects(Dialogue& d) {
  d.need("messages");
  d.ok("actor.open", {{"actor", "a"}});
  const Json one{{"actor", "a"}, {"message", "one"}};
  const Json two{{"actor", "a"}, {"message", "two"}};
  d.ok("message.init_size", {{"actor", "a"}, {"message", "one"}, {"size", 300}, {"first", 9}});
  d.ok("message.init", two);
  d.ok("message.copy", {{"actor", "a"}, {"message", "two"}, {"from", "one"}});
  for (const Json& message : {one, two}) {
    d.demand(integer_member(d.ok("message.size", message), "value") == 300, "a message of 300 bytes has another size");
    d.demand(d.ok("message.data", message).value("value", Json()) == frame_of(cycle(9, 300)),
             "a message does not hold the bytes that it was made with");
    d.ok("message.close", message);
  }
  d.ok("actor.close", {{"actor", "a"}});
}

}  // namespace

std::vector<Rule> message_rules() {
  return {
      {"frames", "the frames of a message arrive as they were sent", literal_frames},
      {"digests", "long frames are generated, and reported by head and SHA-256", generated_frames},
      {"stamps", "stamped messages are what the protocol defines, byte for byte", stamps},
      {"cuts", "a message can be sent in cuts, with leading frames", cuts},
      {"small-stamp", "a size without room for the prefix and the stamp is a bad request", small_stamp},
      {"dont-wait", "a receive with DONTWAIT finds nothing and says EAGAIN at once", dont_wait},
      {"partial-receive", "a receive that ends in EAGAIN reports what it received", partial_receive},
      {"partial-send", "a send that ends in EAGAIN reports exactly what was accepted", partial_send},
      {"message-objects", "message objects keep their bytes through copies", message_objects},
  };
}

}  // namespace zassay
