#pragma once

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "adapter/adapter_process.hpp"

namespace zassay {

/// The system's own Python where there is one: it starts without the detours of a version manager.
inline std::string python() { return ::access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : "python3"; }

/// For tests: a sound adapter of a few lines of Python, to which `behaviour` (Python source) adds what it does wrong.
/// It sees `say(object)`, `hello`, and defines handlers `op_NAME(request)`; dots in names become underscores.
inline AdapterCommand python_adapter(const std::string& behaviour = "") {
  static const std::string base = R"PY(
import json, os, sys, time, signal
def say(message):
    os.write(1, (message if isinstance(message, str) else json.dumps(message)).encode() + b"\n")
hello = {"event": "hello", "protocol": 1, "adapter": "test", "implementation": {"name": "test", "version": "1"},
         "process": os.getpid(), "monotonic_ns": time.monotonic_ns(), "line_limit": 1 << 20,
         "capabilities": {"socket_types": [], "transports": []}}
def op_echo(request): say({"id": request["id"], "ok": {"text": request["text"]}})
def op_quit(request): say({"id": request["id"], "ok": {}})
def at_end(): pass
def greet(): say(hello)
)PY";
  static const std::string loop = R"PY(
greet()
for line in sys.stdin:
    request = json.loads(line)
    handler = globals().get("op_" + request["op"].replace(".", "_"))
    if handler: handler(request)
    else: say({"id": request["id"], "unsupported": "no such operation"})
    if request["op"] == "quit": break
at_end()
)PY";
  return {{python(), "-I", "-S", "-c", base + behaviour + loop}, {}};
}

inline std::chrono::steady_clock::time_point in_seconds(int seconds) {
  return std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
}

/// The next thing that one adapter says, within a limit that only a broken test reaches.
inline std::optional<Incoming> hear(AdapterProcess& process) {
  AdapterProcess* const self = &process;
  return next_incoming(std::span(&self, 1), in_seconds(60));
}

inline std::size_t open_descriptors() {
  const std::filesystem::directory_iterator folder("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

inline bool process_exists(pid_t process) { return ::access(("/proc/" + std::to_string(process)).c_str(), F_OK) == 0; }

}  // namespace zassay
