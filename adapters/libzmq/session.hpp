#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/libzmq/actor.hpp"
#include "adapters/libzmq/signals.hpp"

namespace zassay::libzmq {

/// Carries out requests: those of an actor on its thread, the others here. For the thread that reads requests.
class Session {
 public:
  explicit Session(Services& services) : services_(services), signals_(services.output) {}

  /// One line of input. False after `quit`: the process is to end at once, even with actors that are blocked.
  bool handle(std::string_view line);

 private:
  using Operation = Reply (Session::*)(Arguments&);
  static Operation find(std::string_view name);
  Reply carry_out(Operation operation, const Json& request);

  Reply actor_open(Arguments& arguments);
  Reply actor_close(Arguments& arguments);
  Reply handler(Arguments& arguments);
  Reply context_open(Arguments& arguments);
  Reply context_set(Arguments& arguments);
  Reply context_get(Arguments& arguments);
  Reply context_shutdown(Arguments& arguments);
  Reply quit(Arguments& arguments);

  std::shared_ptr<Context> context(Arguments& arguments);
  void submit(std::int64_t id, zassay::libzmq::Operation operation, Json request);

  Services& services_;
  Signals signals_;
  std::map<std::string, std::unique_ptr<Actor>> actors_;
  bool quit_ = false;
};

}  // namespace zassay::libzmq
