#pragma once

#include <string>
#include <vector>

namespace zassay {

/// One kind of evidence, and whether this machine can give it.
struct DoctorAnswer {
  std::string evidence;  ///< "thread-state", "signals", …
  bool available = false;
  std::string sentence;  ///< what was tried and seen, or what is missing and what to do
};

/// Tries each kind of evidence once, on processes of its own. Takes well under a second.
std::vector<DoctorAnswer> examine_machine();

}  // namespace zassay
