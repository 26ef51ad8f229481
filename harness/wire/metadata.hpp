#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/malformed.hpp"
#include "wire/octets.hpp"

namespace zassay::wire {

/// One property of a connection: RFC 37, "Connection Metadata".
struct Property {
  std::string name;
  std::string value;
  bool operator==(const Property&) const = default;
};
using Metadata = std::vector<Property>;

/// Properties one behind the other, also those that parse_metadata refuses. A name longer than 255 octets loses its
/// end.
std::string encode_metadata(const Metadata& metadata);

/// Reads properties up to the end of `octets`, the first of which has `offset`. Codes: "property-name-empty",
/// "property-name-letters", "property-name-too-long" (behind the end), "property-value-missing" (its length is not
/// there as a whole), "property-value-size" (not below 2^31), "property-value-too-long" (behind the end).
Decoded<Metadata> parse_metadata(Octets octets, std::uint64_t offset = 0);

/// The value of the first property of this name, in whatever case.
std::optional<std::string> find_property(const Metadata& metadata, std::string_view name);

/// Names that occur more than once, as they are spelled first. RFC 37 does not say what such a property means.
std::vector<std::string> repeated_names(const Metadata& metadata);

/// The body of a READY command as NULL and PLAIN send it.
std::string encode_ready(const Metadata& metadata);

}  // namespace zassay::wire
