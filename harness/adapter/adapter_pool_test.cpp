#include "adapter/adapter_pool.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "adapter/run_directory.hpp"
#include "adapter/test_adapter.hpp"

namespace zassay {
namespace {

class AdapterPoolTest : public ::testing::Test {
 protected:
  void SetUp() override { before_ = open_descriptors(); }
  void TearDown() override {
    EXPECT_EQ(open_descriptors(), before_);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child of the runner is left";
  }

 private:
  std::size_t before_ = 0;
};

/// Makes a request and waits for its reply.
Json ask(Lease& lease, Json request) {
  EXPECT_TRUE(lease->request(std::move(request)));
  const auto incoming = hear(*lease.process);
  EXPECT_TRUE(incoming && incoming->kind == Incoming::Kind::reply);
  return incoming ? incoming->message : Json();
}

const std::string operations = R"PY(
def done(r, **k): say({"id": r["id"], "ok": k})
kept = []
def op_leak(r): kept.append(os.dup(0)); done(r)
def op_thread(r):
    import threading
    threading.Thread(target=signal.pause, daemon=True).start(); done(r)
def op_child(r):
    child = os.fork()
    if child == 0:
        while True: signal.pause()
    done(r, process=child)
def op_orphan(r):
    reading, writing = os.pipe()
    if os.fork() == 0:
        if os.fork() == 0:
            os.write(writing, str(os.getpid()).encode())
            while True: signal.pause()
        os._exit(0)
    os.wait(); child = int(os.read(reading, 20)); os.close(reading); os.close(writing); done(r, process=child)
def op_unasked(r):
    event = {"event": "free", "message": "m", "at": 1}
    say(json.dumps({"id": r["id"], "ok": {}}) + "\n" + json.dumps(event))
)PY";

TEST_F(AdapterPoolTest, UsesAProcessAgain) {
  AdapterPool pool;
  const AdapterCommand command = python_adapter(operations);
  auto lease = pool.lease(command, "first");
  ASSERT_TRUE(lease) << lease.error().sentence;
  const pid_t process = lease->process->process();
  ask(*lease, {{"op", "echo"}, {"text", "x"}});
  const ReleaseReport report = pool.release(std::move(*lease), true);
  EXPECT_TRUE(report.kept);
  EXPECT_EQ(report.before, report.after);
  auto again = pool.lease(command, "second");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->process->process(), process);
  EXPECT_EQ(again->uses, 2U);
  AdapterCommand other = command;
  other.environment = {"MUTANT=drop-one"};
  pool.release(std::move(*again), true);
  auto apart = pool.lease(other, "third");
  ASSERT_TRUE(apart);
  EXPECT_NE(apart->process->process(), process);
  EXPECT_FALSE(pool.release(std::move(*apart), false).kept);
  EXPECT_TRUE(pool.close().empty());
  EXPECT_FALSE(process_exists(process));
}

TEST_F(AdapterPoolTest, EndsWhatDoesNotComeBackAsItWas) {
  AdapterPool pool;
  for (const char* op : {"leak", "thread", "child", "orphan"}) {
    auto lease = pool.lease(python_adapter(operations), op);
    ASSERT_TRUE(lease);
    const pid_t adapter = lease->process->process();
    const auto left = static_cast<pid_t>(ask(*lease, {{"op", op}})["ok"].value("process", 0));
    const ReleaseReport report = pool.release(std::move(*lease), true);
    EXPECT_FALSE(report.kept) << op;
    EXPECT_NE(report.before, report.after) << op;
    EXPECT_EQ(report.breakage ? report.breakage->code : "", left != 0 ? "left-process" : "") << op;
    EXPECT_FALSE(process_exists(adapter)) << op;
    EXPECT_FALSE(left != 0 && process_exists(left)) << op;
  }
}

TEST_F(AdapterPoolTest, TrustsNoProcessThatTalksUnasked) {
  AdapterPool pool;
  auto lease = pool.lease(python_adapter(operations), "talks");
  ASSERT_TRUE(lease);
  ask(*lease, {{"op", "unasked"}});
  const pid_t process = lease->process->process();
  EXPECT_FALSE(pool.release(std::move(*lease), true).kept);
  auto next = pool.lease(python_adapter(operations), "next");
  ASSERT_TRUE(next);
  EXPECT_NE(next->process->process(), process);
}

TEST_F(AdapterPoolTest, CloseSaysWhoseProcessMisbehaved) {
  AdapterPool pool;
  auto bad = pool.lease(python_adapter("def at_end(): os._exit(9)"), "bad cell");
  auto good = pool.lease(python_adapter(), "good cell");
  ASSERT_TRUE(bad && good);
  pool.release(std::move(*bad), true);
  pool.release(std::move(*good), true);
  const auto late = pool.close();
  ASSERT_EQ(late.size(), 1U);
  EXPECT_EQ(late[0].tag, "bad cell");
  EXPECT_EQ(late[0].breakage.code, "crash");
  EXPECT_EQ(late[0].breakage.exit_code, 9);
}

TEST_F(AdapterPoolTest, EndsTheLongestIdleWhenThereAreTooMany) {
  AdapterPool pool({}, 2);
  std::vector<pid_t> processes;
  for (const char* name : {"NAME=a", "NAME=b", "NAME=c"}) {
    AdapterCommand command = python_adapter(operations);
    command.environment = {name};
    auto lease = pool.lease(command, name);
    ASSERT_TRUE(lease);
    processes.push_back(lease->process->process());
    EXPECT_TRUE(pool.release(std::move(*lease), true).kept);
  }
  EXPECT_FALSE(process_exists(processes[0]));
  EXPECT_TRUE(process_exists(processes[1]) && process_exists(processes[2]));
  EXPECT_TRUE(pool.close().empty());
}

TEST_F(AdapterPoolTest, ServesTwoThreads) {
  AdapterPool pool;
  const auto work = [&pool] {
    for (int i = 0; i < 50; ++i) {
      auto lease = pool.lease(python_adapter(), "cell");
      ASSERT_TRUE(lease);
      EXPECT_EQ(ask(*lease, {{"op", "echo"}, {"text", "x"}})["ok"]["text"], "x");
      EXPECT_TRUE(pool.release(std::move(*lease), true).kept);
    }
  };
  std::thread first(work), second(work);
  first.join();
  second.join();
  EXPECT_TRUE(pool.close().empty());
}

TEST_F(AdapterPoolTest, NothingOutlivesAKilledRunner) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t runner = ::fork();
  ASSERT_GE(runner, 0);
  if (runner == 0) {
    // The runner of this test: three adapters, of which one has left an orphan, writing into the run's folder.
    auto directory = RunDirectory::make();
    if (!directory) ::_exit(1);
    StartOptions options;
    options.remove_directory = directory->path();
    AdapterPool pool(options);
    std::string facts = directory->path();
    std::vector<Lease> leases;
    for (int i = 0; i < 3; ++i) {
      const std::string write = "import pathlib\nd = pathlib.Path('" + directory->path() + "/sub" + std::to_string(i) +
                                "'); d.mkdir(); (d / 'file').write_text('x'); (d / 'link').symlink_to('/usr')\n"
                                "signal.signal(signal.SIGTERM, signal.SIG_IGN); os.chmod(d, 0)\n";
      auto lease = pool.lease(python_adapter(operations + write), "cell");
      if (!lease) ::_exit(2);
      facts += " " + std::to_string(lease->process->process()) + " " + std::to_string(lease->process->guardian());
      facts += " " + std::to_string(ask(*lease, {{"op", "orphan"}})["ok"]["process"].get<int>());
      leases.push_back(std::move(*lease));
    }
    facts += "\n";
    if (::write(ends[1], facts.data(), facts.size()) < 0) ::_exit(3);
    while (true) ::pause();
  }
  const Descriptor reading(ends[0]);
  { const Descriptor writing(ends[1]); }
  std::string facts;
  std::array<char, 512> piece{};
  for (ssize_t size = 0; facts.find('\n') == std::string::npos && (size = ::read(ends[0], piece.data(), 512)) > 0;) {
    facts.append(piece.data(), static_cast<std::size_t>(size));
  }
  ASSERT_NE(facts.find('\n'), std::string::npos) << "the runner did not get that far";
  std::istringstream words(facts);
  std::string directory;
  words >> directory;
  EXPECT_TRUE(std::filesystem::exists(directory + "/sub2"));
  std::set<pid_t> processes;
  for (pid_t process = 0; words >> process;) processes.insert(process);
  EXPECT_EQ(processes.size(), 9U);
  ASSERT_EQ(::kill(runner, SIGKILL), 0);
  ASSERT_EQ(::waitpid(runner, nullptr, 0), runner);
  const auto limit = in_seconds(60);
  const auto alive = [](pid_t process) {
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    return std::getline(stat, text) && text.find(") Z ") == std::string::npos;  // who reaps them is not ours to say
  };
  while ((std::any_of(processes.begin(), processes.end(), alive) || std::filesystem::exists(directory)) &&
         std::chrono::steady_clock::now() < limit) {
  }
  EXPECT_TRUE(std::none_of(processes.begin(), processes.end(), alive));
  EXPECT_FALSE(std::filesystem::exists(directory));
}

TEST_F(AdapterPoolTest, ARunDirectoryGoesWithItsOwner) {
  std::string path;
  {
    auto directory = RunDirectory::make();
    ASSERT_TRUE(directory) << directory.error().sentence;
    path = directory->path();
    std::filesystem::create_directories(path + "/a/b/c");
    std::filesystem::create_directory_symlink("/usr", path + "/a/usr");
    const RunDirectory moved = std::move(*directory);
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_TRUE(std::filesystem::exists("/usr/bin"));
}

}  // namespace
}  // namespace zassay
