// Two sides shake hands by NULL, PLAIN or CURVE while what one sends is altered, replaced, repeated or kept back on its
// way. Each ends with a value or a named error; CURVE is done only if nothing that it protects was touched.

#include <memory>
#include <string>

#include "wire/curve_handshake.hpp"
#include "wire/fuzz/fuzzed.hpp"
#include "wire/plain_handshake.hpp"

namespace zassay::wire {
namespace {

constexpr int turns = 8;
const Metadata metadata = {{"Socket-Type", "DEALER"}, {"Identity", ""}};

/// The same in each run: a finding must repeat.
const CurveKeyPair client_permanent = curve_keys_of(CurveKey{1});
const CurveKeyPair client_transient = curve_keys_of(CurveKey{2});
const CurveKeyPair server_permanent = curve_keys_of(CurveKey{3});
const CurveKeyPair server_transient = curve_keys_of(CurveKey{4});

struct Sides {
  std::unique_ptr<Handshake> client;
  std::unique_ptr<Handshake> server;
};

Sides sides_of(int mechanism) {
  if (mechanism == 0) {
    return {std::make_unique<NullHandshake>(metadata, NullHandshake::Order::speaks_first),
            std::make_unique<NullHandshake>(metadata, NullHandshake::Order::answers)};
  }
  if (mechanism == 1) {
    const auto refusal = [](const PlainCredentials& credentials) {
      return credentials.password == "secret" ? std::nullopt : std::optional<std::string>("400");
    };
    return {std::make_unique<PlainClient>(PlainCredentials{"admin", "secret"}, metadata),
            std::make_unique<PlainServer>(refusal, metadata)};
  }
  const CurveClientKeys client{client_permanent, server_permanent.public_key, client_transient, {}, 1, 2};
  const CurveServerKeys server{server_permanent, server_transient, CurveKey{5}, {}, {}, 1};
  return {std::make_unique<CurveClient>(client, metadata),
          std::make_unique<CurveServer>(
              server, [](const CurveKey&) { return std::nullopt; }, metadata)};
}

/// What becomes of a command on its way; it says whether anything did.
bool disturb(std::string& body, const std::string& earlier, Octets& script) {
  const Octets order = take_front(script, 3);
  if (order.size() < 3 || body.empty()) return false;
  const std::string sent = body;
  const std::size_t at = order[1] % body.size();
  switch (order[0] % 8) {
    case 1:
      body[at] = static_cast<char>(body[at] ^ order[2]);
      break;
    case 2:
      body.resize(at);
      break;
    case 3:
      body.append(order[2], '\0');
      break;
    case 4:
      body = text_of(take_front(script, order[1]));
      break;
    case 5:
      body = earlier;
      break;
    case 6:
      body.insert(at, 1, static_cast<char>(order[2]));
      break;
    default:
      break;
  }
  return body != sent;
}

void exchange_messages(const CurveClient& client, const CurveServer& server, Octets script) {
  CurveChannel from = client.channel();
  CurveChannel to = server.channel();
  std::string earlier;
  for (int turn = 0; turn < turns && !script.empty(); ++turn) {
    const CurveFrame frame{static_cast<std::uint8_t>(turn & 1), std::string(script.front(), 'x')};
    std::string body = from.seal(frame);
    const bool disturbed = disturb(body, earlier, script);
    with_own_copy(octets_of(body), [&](Octets octets) {
      const auto opened = to.open(octets);
      must(opened.has_value() == !disturbed, "a MESSAGE opens if and only if nobody touched it");
      must(!opened || *opened == frame, "and holds what was sealed");
    });
    if (!disturbed) earlier = body;  // to replay it is to touch it
  }
}

void shake_hands(int mechanism, Octets script) {
  const Sides sides = sides_of(mechanism);
  HandshakeStep sent = sides.client->begin();
  bool to_server = true;
  bool disturbed = false;
  bool client_done = false;
  std::string earlier;
  for (int turn = 0; turn < turns && !sent.send.empty(); ++turn) {
    std::string body = sent.send.front();
    const std::string whole = body;
    disturbed = disturb(body, earlier, script) || disturbed;
    earlier = whole;
    Decoded<HandshakeStep> step;
    with_own_copy(octets_of(body),
                  [&](Octets octets) { step = (to_server ? sides.server : sides.client)->take(octets); });
    if (!step) {
      must(!step.error().code.empty() && !step.error().sentence.empty(), "an error has a name");
      must(disturbed, "nothing undisturbed is malformed");
      return;
    }
    client_done = client_done || (!to_server && step->state == HandshakeStep::State::done);
    sent = *step;
    to_server = !to_server;
  }
  must(client_done || disturbed, "undisturbed, it comes to its end");
  if (mechanism != 2 || !client_done) return;
  must(!disturbed, "CURVE is done only if nothing was touched");
  exchange_messages(static_cast<const CurveClient&>(*sides.client), static_cast<const CurveServer&>(*sides.server),
                    script);
}

}  // namespace
}  // namespace zassay::wire

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zassay::wire;
  Octets script(data, size);
  const Octets mechanism = take_front(script, 1);
  if (!mechanism.empty()) shake_hands(mechanism.front() % 3, script);
  return 0;
}
