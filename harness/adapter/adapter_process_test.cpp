#include "adapter/adapter_process.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include "adapter/descriptor.hpp"
#include "adapter/test_adapter.hpp"

namespace zassay {
namespace {

/// Every test must leave the runner as it was: no descriptor, no zombie, no child.
class AdapterProcessTest : public ::testing::Test {
 protected:
  void SetUp() override { before_ = open_descriptors(); }
  void TearDown() override {
    EXPECT_EQ(open_descriptors(), before_);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child of the runner is left";
    EXPECT_EQ(errno, ECHILD);
  }

  static std::unique_ptr<AdapterProcess> started(const AdapterCommand& command, StartOptions options = {}) {
    auto process = AdapterProcess::start(command, options);
    EXPECT_TRUE(process) << process.error().code << ": " << process.error().sentence << process.error().standard_error;
    return process ? std::move(*process) : nullptr;
  }

  static Breakage failure_of(const AdapterCommand& command, StartOptions options = {}) {
    auto process = AdapterProcess::start(command, options);
    EXPECT_FALSE(process);
    return process ? Breakage{} : process.error();
  }

  /// Sends the request and gives what broke then; other messages are passed over.
  static Breakage broken_by(const std::string& behaviour, Json request = {{"op", "bad"}}) {
    const auto process = started(python_adapter(behaviour));
    if (!process) return {};
    EXPECT_TRUE(process->request(std::move(request)));
    while (auto incoming = hear(*process)) {
      if (incoming->kind == Incoming::Kind::broken) {
        EXPECT_FALSE(incoming->breakage.sentence.empty());
        return incoming->breakage;
      }
    }
    ADD_FAILURE() << "nothing broke";
    return {};
  }

 private:
  std::size_t before_ = 0;
};

TEST_F(AdapterProcessTest, SpeaksAndQuits) {
  const auto process = started(python_adapter());
  ASSERT_TRUE(process);
  EXPECT_EQ(process->hello().implementation_name, "test");
  EXPECT_EQ(process->process(), process->hello().process);
  for (std::uint64_t id = 1; id <= 3; ++id) {
    EXPECT_EQ(process->request({{"op", "echo"}, {"text", "hällo"}}).value(), id);
    EXPECT_TRUE(process->is_outstanding(id));
    const auto incoming = hear(*process);
    ASSERT_TRUE(incoming && incoming->kind == Incoming::Kind::reply);
    EXPECT_EQ(incoming->message["id"], id);
    EXPECT_EQ(incoming->message["ok"]["text"], "hällo");
  }
  EXPECT_EQ(process->outstanding(), 0U);
  const pid_t adapter = process->process();
  EXPECT_FALSE(process->end());
  EXPECT_TRUE(process->ended());
  EXPECT_FALSE(process_exists(adapter));
  EXPECT_FALSE(process->request({{"op", "echo"}}));
}

TEST_F(AdapterProcessTest, AddsToTheEnvironment) {
  AdapterCommand command = python_adapter(R"(hello["adapter"] = os.environ["COLOUR"] + os.environ["HOME"])");
  command.environment = {"COLOUR=green", "HOME=/nowhere"};
  const auto process = started(command);
  ASSERT_TRUE(process);
  EXPECT_EQ(process->hello().adapter, "green/nowhere");
}

TEST_F(AdapterProcessTest, SaysWhyItCannotStart) {
  EXPECT_EQ(failure_of({{"/no/such/adapter"}, {}}).code, "not-found");
  EXPECT_EQ(failure_of({{"no-such-adapter-anywhere"}, {}}).code, "not-found");
  EXPECT_EQ(failure_of({{"/etc/passwd"}, {}}).code, "not-executable");
  EXPECT_EQ(failure_of({{}, {}}).code, "not-found");
  StartOptions unmarked;
  unmarked.remove_directory = "/usr";
  EXPECT_EQ(failure_of(python_adapter(), unmarked).code, "not-started");
}

TEST_F(AdapterProcessTest, RefusesAWrongHello) {
  EXPECT_EQ(failure_of(python_adapter("hello['protocol'] = 2")).code, "wrong-protocol");
  EXPECT_EQ(failure_of(python_adapter("hello['capabilities'] = 7")).code, "bad-hello");
  EXPECT_EQ(failure_of(python_adapter("hello['monotonic_ns'] += 10**12")).code, "bad-hello");
  EXPECT_EQ(failure_of(python_adapter("hello['process'] = 10**30")).code, "bad-hello");
  EXPECT_EQ(failure_of(python_adapter("hello = {'id': 1, 'ok': {}}")).code, "bad-hello");
  EXPECT_EQ(failure_of(python_adapter("hello = 'hello'")).code, "garbage");
  const Breakage own = failure_of(python_adapter("say({'event':'failed','reason':'no library'}); sys.exit(2)"));
  EXPECT_EQ(own.code, "adapter-failed");
  EXPECT_NE(own.sentence.find("no library"), std::string::npos);
  const Breakage died = failure_of(python_adapter("print('why', file=sys.stderr, flush=True); os.abort()"));
  EXPECT_EQ(died.code, "crash");
  EXPECT_EQ(died.signal, SIGABRT);
  EXPECT_EQ(died.standard_error, "why\n");
}

TEST_F(AdapterProcessTest, ASilentAdapterHangs) {
  StartOptions options;
  options.hello_limit_ms = 50;
  EXPECT_EQ(failure_of(python_adapter("signal.pause()"), options).code, "hang");
}

TEST_F(AdapterProcessTest, NamesACrash) {
  const Breakage aborted = broken_by("def op_bad(r): sys.stderr.write('last words'); sys.stderr.flush(); os.abort()");
  EXPECT_EQ(aborted.code, "crash");
  EXPECT_EQ(aborted.signal, SIGABRT);
  EXPECT_EQ(aborted.standard_error, "last words");
  const Breakage exited = broken_by("def op_bad(r): os._exit(3)");
  EXPECT_EQ(exited.code, "crash");
  EXPECT_EQ(exited.exit_code, 3);
  EXPECT_EQ(broken_by("def op_bad(r): os.write(1, b'{\"id\":'); os.abort()").code, "crash");
  EXPECT_EQ(broken_by("def op_bad(r): os.kill(os.getppid(), 9)").code, "crash");
}

TEST_F(AdapterProcessTest, NamesAnEarlyExit) {
  EXPECT_EQ(broken_by("def op_bad(r): os._exit(0)").code, "early-exit");
  EXPECT_EQ(broken_by("def op_bad(r): os.close(1)").code, "early-exit");
  EXPECT_EQ(broken_by("def op_bad(r): os.write(1, b'{\"id\":1,'); os._exit(0)").code, "half-line");
  EXPECT_EQ(broken_by("def op_bad(r): os.write(1, b'{\"id\":1,'); os.close(1)").code, "half-line");
}

TEST_F(AdapterProcessTest, NamesGarbage) {
  const std::string head = "def op_bad(r): say(";
  for (const char* line : {"'garbage'",
                           "'[]'",
                           "'{}'",
                           "'7'",
                           "'\\0'",
                           "''",
                           "'{\"id\":1}'",
                           "'[' * 100000",
                           "{'id':'1','ok':{}}",
                           "{'id':-1,'ok':{}}",
                           "{'id':1.0,'ok':{}}",
                           "{'id':1,'ok':5}",
                           "{'id':1,'ok':{},'error':'EAGAIN'}",
                           "{'id':1,'error':11}",
                           "{'id':1,'error':'again'}",
                           "{'id':1,'unsupported':1}",
                           "{'event':'surprise'}",
                           "{'event':5}",
                           "hello",
                           "{'event':'began','id':1,'call':'recv','at':'x'}",
                           "{'event':'began','id':1,'call':'recv'}",
                           "{'event':'began','id':1,'call':'recv','at':10**18}",
                           "{'event':'handled','number':'SIGUSR1','thread':-1,'at':1}",
                           "'[' + '0,' * 3000000 + '0]'"}) {
    EXPECT_EQ(broken_by(head + line + ")").code, "garbage") << line;
  }
  EXPECT_EQ(broken_by("def op_bad(r): os.write(1, b'{\"id\":1,\"ok\":{\"text\":\"\\xff\\xfe\"}}\\n')").code, "garbage");
  EXPECT_EQ(broken_by(head + "{'id':1,'ok':{}}); say({'event':'began','id':1,'call':'recv','at':1})").code, "garbage");
}

TEST_F(AdapterProcessTest, RefusesRepliesThatDoNotFitTheirOperation) {
  const auto reply = [](const std::string& op, const std::string& text) {
    return broken_by("def op_" + op + "(r): say({'id':1," + text + "})", {{"op", op}}).code;
  };
  EXPECT_EQ(reply("recv", "'ok':{'messages':None,'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("recv", "'ok':{'messages':[{'frames':5,'at':1}],'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("recv", "'ok':{'messages':[{'frames':[{'b64':'?'}],'at':1}],'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("recv", "'ok':{'messages':[{'frames':[{'b64':'QQ=='}],'at':'x'}],'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("recv", "'error':'EAGAIN'"), "garbage");
  EXPECT_EQ(reply("send", "'ok':{'accepted':10**40,'frames':0,'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("send", "'ok':{'accepted':1.5,'frames':0,'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("send", "'ok':{'accepted':2**63,'frames':0,'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("poll", "'ok':{'count':1,'ready':[5],'from':1,'to':2}"), "garbage");
  EXPECT_EQ(reply("get", "'ok':{'value':{'size':1,'head':'','sha256':'00'}}"), "garbage");
}

TEST_F(AdapterProcessTest, NamesALineWithoutEnd) {
  EXPECT_EQ(broken_by("def op_bad(r):\n while True: os.write(1, b'x' * 65536)").code, "line-too-long");
}

TEST_F(AdapterProcessTest, NamesWrongIds) {
  EXPECT_EQ(broken_by("def op_bad(r): say({'id': 2, 'ok': {}})").code, "unknown-id");
  EXPECT_EQ(broken_by("def op_bad(r): say({'id': 0, 'ok': {}})").code, "unknown-id");
  EXPECT_EQ(broken_by("def op_bad(r): say({'id':9,'event':'began','call':'recv','at':1})").code, "unknown-id");
  EXPECT_EQ(broken_by("def op_bad(r): [say({'id': 1, 'ok': {}}) for _ in range(2)]").code, "second-reply");
}

TEST_F(AdapterProcessTest, EndsAFloodOfStandardError) {
  const Breakage flood = broken_by("def op_bad(r):\n while True: os.write(2, b'e' * 65536)");
  EXPECT_EQ(flood.code, "stderr-flood");
  EXPECT_EQ(flood.standard_error, std::string(64 << 10, 'e'));
}

TEST_F(AdapterProcessTest, EscalatesAgainstAHang) {
  const auto ended = [](const std::string& behaviour, Ending ending) {
    StartOptions options;
    // Those that pause never go: how long they are waited for makes no difference.
    if (behaviour.find("pause") != std::string::npos) options.exit_limit_ms = 50;
    const auto process = started(python_adapter(behaviour), options);
    if (!process) return std::string("not started");
    return process->end(ending).value_or(Breakage{}).code;
  };
  EXPECT_EQ(ended("", Ending::hung), "hang");
  EXPECT_EQ(ended("signal.signal(signal.SIGTERM, signal.SIG_IGN)  # and pauses at its input\n", Ending::hung),
            "ignored-sigterm");
  EXPECT_EQ(ended("def at_end():\n while True: signal.pause()", Ending::polite), "did-not-quit");
  EXPECT_EQ(ended("signal.signal(signal.SIGTERM, signal.SIG_IGN)\ndef at_end():\n while True: signal.pause()",
                  Ending::polite),
            "did-not-quit");
  EXPECT_EQ(ended("def at_end(): os._exit(4)", Ending::polite), "crash");
  EXPECT_EQ(ended("", Ending::end_of_input), "");
  EXPECT_EQ(ended("def at_end(): os._exit(4)", Ending::kill), "");
  EXPECT_EQ(ended("def at_end(): os.write(1, b'x' * 3000000)", Ending::polite), "");
}

TEST_F(AdapterProcessTest, SweepsWhatItLeft) {
  const std::string fork_twice = R"PY(
def op_leave(r):
    if os.fork() == 0:
        os.setsid()
        child = os.fork()
        if child: os._exit(0)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        say({"id": r["id"], "ok": {"process": os.getpid()}})
        while True: signal.pause()
    os.wait()
)PY";
  const auto process = started(python_adapter(fork_twice));
  ASSERT_TRUE(process && process->request({{"op", "leave"}}));
  const auto incoming = hear(*process);
  ASSERT_TRUE(incoming && incoming->kind == Incoming::Kind::reply);
  const pid_t orphan = incoming->message["ok"]["process"].get<pid_t>();
  ASSERT_TRUE(process_exists(orphan));
  const auto breakage = process->end();
  ASSERT_TRUE(breakage);
  EXPECT_EQ(breakage->code, "left-process");
  EXPECT_FALSE(process_exists(orphan));
}

TEST_F(AdapterProcessTest, NeverBlocksOnAnAdapterThatDoesNotRead) {
  const auto process = started(python_adapter("def greet():\n say(hello)\n while True: signal.pause()"));
  ASSERT_TRUE(process);
  const Json request{{"op", "echo"}, {"text", std::string(1 << 19, 'x')}};
  std::string code;
  for (int i = 0; i < 200 && code.empty(); ++i) {
    const auto id = process->request(request);
    if (!id) code = id.error().code;
  }
  EXPECT_EQ(code, "adapter-does-not-read");
  EXPECT_EQ(process->request({{"op", "echo"}, {"text", std::string(1 << 21, 'x')}}).error().code, "request-too-long");
}

TEST_F(AdapterProcessTest, SendsLaterWhatDidNotFit) {
  const auto process = started(python_adapter());
  ASSERT_TRUE(process);
  const std::string text(1 << 19, 'x');
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(process->request({{"op", "echo"}, {"text", text}}));
  for (std::uint64_t id = 1; id <= 20; ++id) {
    const auto incoming = hear(*process);
    ASSERT_TRUE(incoming && incoming->kind == Incoming::Kind::reply);
    EXPECT_EQ(incoming->message["id"], id);
    EXPECT_EQ(incoming->message["ok"]["text"], text);
  }
}

TEST_F(AdapterProcessTest, HearsTheQuietBesideTheTalkative) {
  const auto loud = started(python_adapter("def op_talk(r):\n while True: say({'event':'free','message':'m','at':1})"));
  const auto quiet = started(python_adapter());
  ASSERT_TRUE(loud && quiet && loud->request({{"op", "talk"}}) && quiet->request({{"op", "echo"}, {"text", "here"}}));
  AdapterProcess* const both[] = {loud.get(), quiet.get()};
  int heard_loud = 0;
  while (const auto incoming = next_incoming(both, in_seconds(60))) {
    if (incoming->adapter == quiet.get()) break;
    ASSERT_EQ(incoming->kind, Incoming::Kind::event);
    ++heard_loud;
  }
  EXPECT_LT(heard_loud, 1'000'000);
  EXPECT_EQ(quiet->outstanding(), 0U);
}

TEST_F(AdapterProcessTest, WaitsUntilTheDeadlineOrTheWake) {
  const auto process = started(python_adapter());
  ASSERT_TRUE(process);
  AdapterProcess* const self = process.get();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
  EXPECT_FALSE(next_incoming(std::span(&self, 1), deadline));
  EXPECT_GE(std::chrono::steady_clock::now(), deadline);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const Descriptor reading(ends[0]), writing(ends[1]);
  ASSERT_EQ(::write(writing.get(), "!", 1), 1);
  EXPECT_FALSE(next_incoming(std::span(&self, 1), in_seconds(600), reading.get()));
}

}  // namespace
}  // namespace zassay
