#pragma once

#include <memory>
#include <string>

#include "mutants/shim/calls.hpp"

namespace zassay::mutants {

/// The mutant that ZASSAY_MUTANT names. Neither a mutant nor a problem when the variable is absent or empty.
struct SwitchedOn {
  std::unique_ptr<Calls> mutant;
  std::string problem;  ///< one sentence when the name is unknown
};

/// Read once, at the first call; lives as long as the process. Safe from any thread.
const SwitchedOn& switched_on();

}  // namespace zassay::mutants
