// `memory`: what the kernel says that a side's process has in use.

#include "adapter/process_resources.hpp"
#include "run/story.hpp"

namespace zassay {

/// At once, whatever goes on: a bound of what is queued holds at any time.
Ended step_memory(Session& session, const Step& step) {
  const std::string name = string_member(step.arguments, "side");
  if (Ended ended = session.ensure_side(name)) return ended;
  const auto bytes = resident_bytes(session.side(name).process().process());
  Operation operation;
  operation.call = "memory";
  operation.name = step.name;
  operation.side = name;
  if (!bytes) return Conclusion{"unknown", bytes.error().sentence, "", 0, session.line};
  session.note(std::move(operation), Json::object(), {{"resident_bytes", *bytes}}, {});
  return std::nullopt;
}

}  // namespace zassay
