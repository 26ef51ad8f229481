// What is said of an operation that the cell's time ran out on.

#include "run/observe.hpp"
#include "run/session.hpp"

namespace zassay {

void Session::note_processor_time(Operation& operation) {
  if (operation.first_look) return;
  Operation::Look look{Clock::now(), std::nullopt};
  const Side& side = sides_.at(operation.side);
  if (side.usable()) look.processor_time = read_processor_time(side.process().process());
  operation.first_look = look;
}

/// Why the machine, and not the adapter, may be to blame; empty when it is not.
std::string Session::excuse_of(const Operation& operation) const {
  if (!operation.first_look) return "the cell's time was over when it was asked";
  const auto flight = Clock::now() - operation.first_look->at;
  if (flight < (deadline_ - period_began_) / 2) return "most of the cell's time had gone before it was asked";
  const Side& side = sides_.at(operation.side);
  if (!side.usable() || !operation.first_look->processor_time) return {};
  const auto now = read_processor_time(side.process().process());
  if (!now || !was_starved(*operation.first_look->processor_time, *now, flight)) return {};
  return "this machine kept it waiting for a processor";
}

Ended Session::hung_end(Operation& operation) {
  // The runner may have been kept waiting itself, with the reply in its pipe.
  hear_all();
  if (operation.done || broken_) return broken_;
  Side& side = sides_.at(operation.side);
  const std::string what = operation.call + (operation.socket.empty() ? "" : " on " + operation.socket) +
                           " did not return within the cell's time";
  const std::string excuse = excuse_of(operation);
  if (!excuse.empty()) {
    if (side.usable()) side.process().end(Ending::kill);
    broken_ = Conclusion{"unknown", what + "; " + excuse, "starved", operation.number, operation.line};
    return broken_;
  }
  const Observation seen = observe(*this);
  if (!operation.in_call.empty() && asleep_in_call(*this, operation)) {
    evidence("settled", "unknown", {{"op", operation.number}, {"reason", seen.reason}, {"facts", seen.facts}});
    return Conclusion{"unknown", what + "; it sleeps in the library, but " + seen.reason, "", operation.number,
                      operation.line};
  }
  Conclusion end{"hang", what, "hang", operation.number, operation.line};
  if (side.usable()) {
    if (const auto breakage = side.process().end(Ending::hung)) {
      end.code = breakage->code;
      standard_error = breakage->standard_error;
      if (breakage->code != "hang") end.reason += "; " + breakage->sentence;
    }
  }
  broken_ = end;
  return end;
}

}  // namespace zassay
