// zassay-adapter-libzmq [--lib PATH]: exposes one library with the C ABI of libzmq over standard input and output, by
// docs/adapter-protocol.md. Exit codes: 0 at the end of input or after `quit`, 1 nobody reads the output, 2 it cannot
// serve; the event `failed` then says why.
#include <signal.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <string_view>

#include "adapters/libzmq/input.hpp"
#include "adapters/libzmq/session.hpp"
#include "base/bytes.hpp"

#ifdef __SANITIZE_THREAD__
/// libzmq is not built for ThreadSanitizer, which does not see how its threads keep out of each other's way.
extern "C" const char* __tsan_default_suppressions() { return "called_from_lib:libzmq.so\n"; }
/// Else it waits a second at the end, which is what an adapter may take.
extern "C" const char* __tsan_default_options() { return "atexit_sleep_ms=0"; }
#endif

namespace zassay::libzmq {
namespace {

constexpr std::size_t line_limit = std::size_t{64} << 20;

Result<std::string> library_name(int count, char** arguments) {
  std::string name = "libzmq.so.5";
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--lib" && i + 1 < count) {
      name = arguments[++i];
    } else if (argument.starts_with("--lib=")) {
      name = argument.substr(6);
    } else {
      return failure("usage",
                     "the option " + std::string(argument) + " is not known: use zassay-adapter-libzmq [--lib PATH]");
    }
  }
  return name;
}

void say_hello(const Library& library, const Capabilities& capabilities, const std::string& sha256, Output& output) {
  output.set_origin(monotonic_ns());
  Fields hello;
  hello.text("event", "hello").number("protocol", 1).text("adapter", "zassay-adapter-libzmq");
  hello.raw("implementation", Fields().text("name", library.name).text("version", library.version).object());
  hello.raw("library", Fields().text("path", library.path).text("sha256", sha256).object());
  hello.number("process", ::getpid()).number("monotonic_ns", output.origin_ns()).number("line_limit", line_limit);
  hello.raw("capabilities", capability_fields(library, capabilities).object());
  output.object(hello);
}

int fail(Output& output, const Error& problem) {
  output.object(Fields().text("event", "failed").text("reason", problem.sentence));
  return 2;
}

int run(int count, char** arguments) {
  Output output(STDOUT_FILENO);
  const Result<std::string> name = library_name(count, arguments);
  if (!name) return fail(output, name.error());
  const Result<Library> library = load_library(*name);
  if (!library) return fail(output, library.error());
  const Result<std::string> sha256 = sha256_of_file(library->path);
  if (!sha256) return fail(output, sha256.error());
  const Result<Capabilities> capabilities = probe_capabilities(*library);
  if (!capabilities) return fail(output, capabilities.error());

  Contexts contexts;
  Handover handover;
  Services services{*library, *capabilities, output, contexts, handover};
  Session session(services);
  LineReader input(STDIN_FILENO, line_limit);
  say_hello(*library, *capabilities, *sha256, output);
  std::size_t too_long = 0;
  while (const std::optional<std::string_view> line = input.next()) {
    if (!session.handle(*line)) break;
    if (input.too_long() != too_long) {
      too_long = input.too_long();
      ::dprintf(STDERR_FILENO, "zassay-adapter-libzmq: %zu lines so far were above the line limit\n", too_long);
    }
  }
  // At once, with whatever is still open: actors may be blocked in the library for ever.
  ::_exit(0);
}

}  // namespace
}  // namespace zassay::libzmq

int main(int count, char** arguments) {
  ::signal(SIGPIPE, SIG_IGN);  // a reader that is gone shows as an error of write
  zassay::libzmq::block_signals();
  return zassay::libzmq::run(count, arguments);
}
