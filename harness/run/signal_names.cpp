#include "run/signal_names.hpp"

#include <csignal>
#include <cstring>

namespace zassay {
namespace {

/// The C library says POLL for what cases and everybody else call SIGIO.
const char* abbreviation_of(int number) { return number == SIGIO ? "IO" : ::sigabbrev_np(number); }

}  // namespace

std::string signal_name(int number) {
  const char* const abbreviation = abbreviation_of(number);
  return abbreviation == nullptr ? std::to_string(number) : std::string("SIG") + abbreviation;
}

std::optional<int> signal_number(const std::string& name) {
  for (int number = 1; number < NSIG; ++number) {
    if (abbreviation_of(number) != nullptr && signal_name(number) == name) return number;
  }
  return std::nullopt;
}

}  // namespace zassay
