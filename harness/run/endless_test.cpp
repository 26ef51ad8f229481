// Adapters that have always something more to say: the cell ends all the same, and nothing is taken as proven.
#include "run/test_cell.hpp"

namespace zassay {
namespace {

using namespace test_cell;

/// Python: a `get` is never answered; events about it come faster than anybody reads them, and never end.
const std::string flood =
    "import json\n"
    "def answer(adapter, request, answer=Adapter._answer):\n"
    "  if request['op'] != 'get': return answer(adapter, request)\n"
    "  event = {'event': 'began', 'id': request['id'], 'call': 'x', 'at': 1}\n"
    "  while True: sound.write_bytes((json.dumps(event) + '\\n').encode() * 1_000)\n"
    "Adapter._answer = answer\n";

TEST(EndlessTest, AFloodEndsWhatWaits) {
  for (const char* step : {"until: {settled: true}", "join: asked"}) {
    Story story(pipeline({"start: {push.get: sndhwm}\n    as: asked", step}, {"returns: {op: asked, value: 0}"}),
                flood);
    const Conclusion end = story.tell_to_the_end();
    EXPECT_EQ(end.outcome + " " + end.code, "violation event-flood") << step << ": " << end.reason;
  }
}

/// Python: `recv` always has what `messages` says.
std::string receiving(const std::string& messages) {
  return "def recv(adapter, actor, socket, count=1, flags=(), digest_above=0):\n  return {'messages': " + messages +
         ", 'from': 0, 'to': 1}\nAdapter.recv = recv\n";
}

TEST(EndlessTest, MessagesWithoutEndAreNoProofOfAnything) {
  const std::string again = receiving("[{'frames': [{'b64': ''}], 'at': 1}]");
  for (const char* step : {"pull.recv: {rest: true}", "pull.recv: {through: s}"}) {
    const Conclusion end = Story(pipeline({"push.send: {stream: s}", step}), again).last_step_too_late();
    EXPECT_EQ(end.outcome, "unknown") << step << ": " << end.reason;
  }
}

TEST(EndlessTest, ASuccessWithoutAMessageIsAskedForOnce) {
  const Conclusion end = Story(pipeline({"pull.recv: {count: 1}"}), receiving("[]")).tell_to_the_end();
  EXPECT_EQ(end.outcome + " " + end.code, "violation garbage");
  EXPECT_EQ(end.reason, "the adapter says that recv on pull succeeded, and tells of no message");
}

}  // namespace
}  // namespace zassay
