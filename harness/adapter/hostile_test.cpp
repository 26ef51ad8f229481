// The client against the adapters of hostile/, each of which says in its first lines how it must be found.
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>
#include <string>

#include "adapter/adapter_process.hpp"
#include "adapter/test_adapter.hpp"
#include "adapter/thread_state.hpp"

namespace zassay {
namespace {

AdapterCommand hostile(const std::string& name, const std::string& argument = "") {
  AdapterCommand command{{python(), "-S", "-E", SOURCE_DIRECTORY "/harness/adapter/hostile/" + name + ".py"},
                         {"PYTHONDONTWRITEBYTECODE=1"}};
  if (!argument.empty()) command.argv.push_back(argument);
  return command;
}

#ifdef SYS_pause
constexpr long pausing = SYS_pause;
#else
constexpr long pausing = SYS_ppoll;  // what pause(2) is made of there
#endif

/// Asked to receive and then something else, it has come as far as it ever will: it broke, it answered the second
/// request, it sleeps for good, or it talks without end.
void let_it_misbehave(AdapterProcess& process) {
  EXPECT_TRUE(process.request({{"op", "recv"}, {"actor", "a"}, {"socket", "s"}}));
  const auto fence = process.request({{"op", "x7f3"}});
  EXPECT_TRUE(fence);
  AdapterProcess* const self = &process;
  int events = 0;
  bool asleep = false;
  while (!process.breakage() && process.is_outstanding(*fence) && events < 100) {
    const auto incoming = next_incoming(std::span(&self, 1), in_seconds(0));
    if (incoming && incoming->kind == Incoming::Kind::event) ++events;
    if (!incoming && asleep) return;
    const auto state = read_thread_state(process.process(), process.process());
    asleep = state && is_asleep(*state) && state->system_call == pausing;
  }
}

/// The code with which it broke, at once or when it was ended.
std::string found_as(const AdapterCommand& command, std::int64_t exit_limit_ms = 1'000) {
  StartOptions options;
  options.exit_limit_ms = exit_limit_ms;
  auto process = AdapterProcess::start(command, options);
  if (!process) return process.error().code;
  let_it_misbehave(**process);
  const auto breakage = (*process)->end((*process)->outstanding() > 0 ? Ending::hung : Ending::polite);
  return breakage ? breakage->code : "sound";
}

struct Finding {
  const char* name;
  const char* code;
};

class HostileTest : public ::testing::TestWithParam<Finding> {};

TEST_P(HostileTest, IsFoundOut) {
  const std::size_t before = open_descriptors();
  const std::string code = GetParam().code;
  // Those that never go are not waited for as long as the others: it makes no difference.
  const bool stays = code == "did-not-quit" || code == "ignored-sigterm";
  EXPECT_EQ(found_as(hostile(GetParam().name), stays ? 50 : 1'000), code);
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
}

INSTANTIATE_TEST_SUITE_P(
    Each, HostileTest,
    ::testing::Values(Finding{"sound", "sound"}, Finding{"cannot_serve", "adapter-failed"},
                      Finding{"closed_output", "early-exit"}, Finding{"crash_at_start", "crash"},
                      Finding{"crash_by_signal", "crash"}, Finding{"deep_json", "garbage"},
                      Finding{"did_not_quit", "did-not-quit"}, Finding{"did_not_quit_ignoring_sigterm", "did-not-quit"},
                      Finding{"endless_line", "line-too-long"}, Finding{"event_flood", "hang"},
                      Finding{"exit_code_0", "early-exit"}, Finding{"exit_code_3", "crash"},
                      Finding{"garbage_line", "garbage"}, Finding{"half_line", "half-line"}, Finding{"hang", "hang"},
                      Finding{"hang_ignoring_sigterm", "ignored-sigterm"}, Finding{"hang_in_silence", "hang"},
                      Finding{"invalid_utf8", "garbage"}, Finding{"left_process", "left-process"},
                      Finding{"left_process_with_output", "left-process"}, Finding{"line_too_long", "line-too-long"},
                      Finding{"not_an_object", "garbage"}, Finding{"second_reply", "second-reply"},
                      Finding{"stderr_flood", "stderr-flood"}, Finding{"unknown_id", "unknown-id"},
                      Finding{"wrong_protocol", "wrong-protocol"}),
    [](const auto& finding) { return std::string(finding.param.name); });

TEST(HostileHelloTest, NoneIsWaitedForWithoutLimit) {
  StartOptions options;
  options.hello_limit_ms = 100;
  const auto process = AdapterProcess::start(hostile("no_hello"), options);
  ASSERT_FALSE(process);
  EXPECT_EQ(process.error().code, "hang");
}

TEST(HostileHelloTest, EveryWrongHelloIsRefused) {
  for (int number = 0;; ++number) {
    const std::string code = found_as(hostile("wrong_hello", std::to_string(number)));
    if (code == "adapter-failed") {
      EXPECT_GT(number, 10);
      return;
    }
    EXPECT_TRUE(code == "bad-hello" || code == "wrong-protocol") << number << ": " << code;
  }
}

TEST(HostileReplyTest, EveryWrongTypeIsGarbage) {
  for (int number = 0;; ++number) {
    const std::string code = found_as(hostile("wrong_types", std::to_string(number)));
    if (code == "adapter-failed") {
      EXPECT_GT(number, 30);
      return;
    }
    EXPECT_TRUE(code == "garbage" || code == "unknown-id") << number << ": " << code;
  }
}

}  // namespace
}  // namespace zassay
