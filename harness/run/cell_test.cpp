// Whole cells: how a story ends decides the verdict, and says where and why.
#include "run/test_cell.hpp"

namespace zassay {
namespace {

using namespace test_cell;
using Words = std::vector<std::string>;

class CellTest : public ::testing::Test {
 protected:
  Bench bench_;
};

TEST_F(CellTest, ASoundOnePasses) {
  const Played played =
      bench_.play(pipeline({"push.send: {stream: s, count: 3}", "pull.recv: {count: 3}"}, {"exact: s"}));
  EXPECT_EQ(played.verdict(), "pass ") << played.reason();
  EXPECT_EQ(played.result.repeat_command, "zassay run --cell 't/case[transport=inproc]'");
}

TEST_F(CellTest, NothingIsToldBehindAStepThatFailed) {
  const Played played =
      bench_.play(pipeline({"push.send: {stream: s}", "push.get: sndhwm"}, {"exact: s"}),
                  "def refuse(adapter, actor, socket, stream, flags=()):\n"
                  "  return {'error': 'EHOSTUNREACH', 'accepted': 0, 'frames': 0, 'from': 0, 'to': 1}\n"
                  "Adapter.send = refuse\n");
  EXPECT_EQ(played.verdict(), "fail step");
  EXPECT_EQ(played.reason(), "send on push returned EHOSTUNREACH where the case has success");
  EXPECT_EQ(played.result.judgement.line, 8);
  EXPECT_EQ(played.of_event("step", "text"), (Words{"open", "push.send"}));
}

}  // namespace
}  // namespace zassay
