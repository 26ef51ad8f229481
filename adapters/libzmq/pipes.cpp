#include <unistd.h>

#include <cerrno>
#include <string>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

constexpr std::int64_t size_limit = 1 << 20;

Pipe* pipe_of(Call& call) {
  const std::string name = call.arguments.text("pipe");
  const auto found = call.space.pipes.find(name);
  if (found != call.space.pipes.end()) return &found->second;
  call.arguments.refuse("the actor has no pipe " + name);
  return nullptr;
}

Reply sized(ssize_t size) {
  const int problem = errno;
  return size >= 0 ? ok(Fields().number("size", size)) : error(error_name(problem));
}

}  // namespace

Reply pipe_open(Call& call) {
  const std::string name = call.arguments.text("pipe");
  if (call.space.pipes.contains(name)) call.arguments.refuse("the actor already has a pipe " + name);
  if (auto problem = call.arguments.problem()) return *problem;
  const int result = call.space.pipes[name].open();
  if (result == 0) return ok();
  call.space.pipes.erase(name);
  return error(error_name(result));
}

Reply pipe_close(Call& call) {
  pipe_of(call);
  const std::string name = call.arguments.text("pipe");
  if (auto problem = call.arguments.problem()) return *problem;
  call.space.pipes.erase(name);
  return ok();
}

Reply pipe_write(Call& call) {
  const Pipe* const pipe = pipe_of(call);
  const auto size = static_cast<std::size_t>(call.arguments.integer("size", 1, size_limit, 1));
  if (auto problem = call.arguments.problem()) return *problem;
  const std::string bytes(size, 'z');
  return sized(::write(pipe->write_end(), bytes.data(), bytes.size()));
}

Reply pipe_read(Call& call) {
  const Pipe* const pipe = pipe_of(call);
  const auto size = static_cast<std::size_t>(call.arguments.integer("size", 1, size_limit, 1));
  if (auto problem = call.arguments.problem()) return *problem;
  std::string bytes(size, '\0');
  return sized(::read(pipe->read_end(), bytes.data(), bytes.size()));
}

}  // namespace zassay::libzmq
