#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/libzmq/library.hpp"
#include "adapters/libzmq/options.hpp"
#include "adapters/libzmq/reply.hpp"

namespace zassay::libzmq {

/// What a loaded library was found to be able to do. Read only, from any thread.
struct Capabilities {
  std::vector<std::string> socket_types;  ///< as in the manual without ZMQ_
  std::vector<std::string> transports;    ///< as at the front of an endpoint
  bool draft = false;
  bool curve = false;
  bool gssapi = false;

  bool has(OptionNeed need) const;
};

/// The number of a socket type by its name, drafts included; -1 for none.
int socket_type_number(std::string_view name);

/// Finds out by trying, in a context that is gone afterwards: each socket type is created, each transport asked for.
/// The code "no-context" if the library cannot even make a context.
Result<Capabilities> probe_capabilities(const Library& library);

/// The capabilities of the hello.
Fields capability_fields(const Library& library, const Capabilities& capabilities);

}  // namespace zassay::libzmq
