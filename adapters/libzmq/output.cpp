#include "adapters/libzmq/output.hpp"

#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "adapters/libzmq/errors.hpp"

namespace zassay::libzmq {

std::int64_t monotonic_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

void Output::write_line(const std::string& line) {
  const std::lock_guard lock(mutex_);
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t size = ::write(descriptor_, line.data() + written, line.size() - written);
    if (size >= 0) {
      written += static_cast<std::size_t>(size);
    } else if (errno != EINTR) {
      ::_exit(1);
    }
  }
}

void Output::object(const Fields& fields) {
  std::string line;
  line.reserve(fields.members().size() + 3);
  line += '{';
  line += fields.members();
  line += "}\n";
  write_line(line);
}

void Output::reply(std::int64_t id, const Reply& reply) { object(Fields().number("id", id).add(reply.fields)); }

void Output::began(std::int64_t id, const char* call) {
  object(Fields().text("event", "began").number("id", id).text("call", call).number("at", now()));
}

void Output::returned(std::int64_t id, const char* call, int error) {
  const std::int64_t at = now();
  Fields fields;
  fields.text("event", "returned").number("id", id).text("call", call);
  fields.raw("error", error == 0 ? "null" : json_text(error_name(error))).number("at", at);
  object(fields);
}

}  // namespace zassay::libzmq
