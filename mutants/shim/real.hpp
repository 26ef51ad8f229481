#pragma once

#include <string>

#include "adapters/libzmq/library.hpp"

namespace zassay::mutants {

/// The library behind the shim: the file that ZASSAY_MUTANT_LIBRARY names, else libzmq.so.5. Loaded at the first call,
/// never unloaded. Safe from any thread.
struct Real {
  libzmq::Functions functions;
  std::string problem;  ///< why nothing could be loaded; empty if something was. The functions are null then
};

const Real& real_library();

/// The functions of the library behind the shim.
inline const libzmq::Functions& real() { return real_library().functions; }

}  // namespace zassay::mutants
