#include "mutants/shim/real.hpp"

#include <cstdlib>

namespace zassay::mutants {
namespace {

Real load() {
  const char* const given = std::getenv("ZASSAY_MUTANT_LIBRARY");
  const std::string name = given != nullptr && *given != '\0' ? given : "libzmq.so.5";
  Real loaded;
  Result<libzmq::Library> library = libzmq::load_library(name);
  if (!library) {
    loaded.problem = library.error().sentence;
  } else if (library->functions.zmq_version == &zmq_version) {
    loaded.problem = "ZASSAY_MUTANT_LIBRARY names the library of mutants itself; it must name a sound one";
  } else {
    loaded.functions = library->functions;
  }
  return loaded;
}

}  // namespace

const Real& real_library() {
  // Whoever loads a library asks it for its version: if it is this one itself, that call finds nothing behind it.
  thread_local bool is_loading = false;
  static const Real nothing;
  if (is_loading) return nothing;
  is_loading = true;
  static const Real library = load();
  is_loading = false;
  return library;
}

}  // namespace zassay::mutants
