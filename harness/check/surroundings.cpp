// `trail` and `envelope`: the unstamped frames behind and in front of the stamped ones.

#include <fmt/format.h>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

Finding check_frames(const History& history, const RecordedExpectation& expectation, const char* key, const char* what,
                     RecordedFrames Delivery::*part) {
  const Scope scope = scope_of(history, expectation);
  Finding finding = begin_finding(expectation, name_of(history, scope));
  const RecordedFrames expected = frames_argument(expectation, key);
  std::size_t judged = 0;
  Complaints wrong;
  for (const Delivery& delivery : history.deliveries) {
    // Of a torn or corrupt message it cannot be told which frames are its surroundings.
    if (!is_in_scope(delivery, scope) || !delivery.identified || !delivery.whole || delivery.foreign) continue;
    ++judged;
    if (same_bytes(delivery.*part, expected)) continue;
    wrong.add(fmt::format("{} arrived at {} with the {} {} instead of {}", name_of(history, delivery.identity),
                          history.socket_name(delivery.socket), what, describe(delivery.*part), describe(expected)),
              delivery.event);
  }
  if (!wrong.empty()) return conclude(std::move(finding), Outcome::fail, wrong.sentence(), wrong.events());
  if (judged == 0) return conclude(std::move(finding), Outcome::not_exercised, "nothing was delivered");
  return conclude(std::move(finding), Outcome::pass,
                  fmt::format("{} messages have the {} {}", judged, what, describe(expected)));
}

}  // namespace

Finding check_trail(const History& history, const RecordedExpectation& expectation) {
  return check_frames(history, expectation, "of", "trail", &Delivery::trail);
}

Finding check_envelope(const History& history, const RecordedExpectation& expectation) {
  return check_frames(history, expectation, "frames", "envelope", &Delivery::envelope);
}

}  // namespace zassay
