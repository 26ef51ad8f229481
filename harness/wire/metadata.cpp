#include "wire/metadata.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "wire/command.hpp"

namespace zassay::wire {
namespace {

constexpr std::size_t longest_name = 255;
constexpr std::size_t size_octets = 4;

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool same_name(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool is_name_letter(std::uint8_t octet) {
  const bool letter = (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
  return letter || (octet >= '0' && octet <= '9') || octet == '-' || octet == '_' || octet == '.' || octet == '+';
}

Decoded<std::string> take_name(Octets& octets, std::uint64_t offset) {
  const std::size_t size = take_front(octets, 1).front();
  if (size == 0) return malformed("property-name-empty", offset, "a property has an empty name");
  if (size > octets.size()) {
    return malformed("property-name-too-long", offset,
                     fmt::format("a name of {} octets ends behind the metadata", size));
  }
  const Octets name = take_front(octets, size);
  const auto wrong = std::find_if_not(name.begin(), name.end(), is_name_letter);
  if (wrong != name.end()) {
    return malformed("property-name-letters", offset + 1 + static_cast<std::uint64_t>(wrong - name.begin()),
                     fmt::format("the name of a property has an octet 0x{:02X}: allowed are letters, digits and the "
                                 "characters - _ . +",
                                 *wrong));
  }
  return std::string(text_of(name));
}

Decoded<std::string> take_value(Octets& octets, std::uint64_t offset, const std::string& name) {
  if (octets.size() < size_octets) {
    return malformed("property-value-missing", offset, fmt::format("the size of the value of {} is cut off", name));
  }
  const auto size = read_number<std::uint32_t>(take_front(octets, size_octets).data());
  if (size >> 31 != 0) {
    return malformed("property-value-size", offset,
                     fmt::format("the value of {} claims {} octets, not below 2^31", name, size));
  }
  if (size > octets.size()) {
    return malformed("property-value-too-long", offset,
                     fmt::format("the value of {} with {} octets ends behind the metadata", name, size));
  }
  return std::string(text_of(take_front(octets, size)));
}

}  // namespace

std::string encode_metadata(const Metadata& metadata) {
  std::string octets;
  for (const Property& property : metadata) {
    const std::string_view name = std::string_view(property.name).substr(0, longest_name);
    octets += static_cast<char>(name.size());
    octets += name;
    octets += number_octets(static_cast<std::uint32_t>(property.value.size()));
    octets += property.value;
  }
  return octets;
}

Decoded<Metadata> parse_metadata(Octets octets, std::uint64_t offset) {
  Metadata metadata;
  const std::size_t all = octets.size();
  while (!octets.empty()) {
    auto name = take_name(octets, offset + all - octets.size());
    if (!name) return tl::unexpected(std::move(name.error()));
    auto value = take_value(octets, offset + all - octets.size(), *name);
    if (!value) return tl::unexpected(std::move(value.error()));
    metadata.push_back({std::move(*name), std::move(*value)});
  }
  return metadata;
}

std::optional<std::string> find_property(const Metadata& metadata, std::string_view name) {
  const auto found = std::find_if(metadata.begin(), metadata.end(),
                                  [name](const Property& property) { return same_name(property.name, name); });
  if (found == metadata.end()) return std::nullopt;
  return found->value;
}

std::vector<std::string> repeated_names(const Metadata& metadata) {
  std::vector<std::string> repeated;
  for (auto property = metadata.begin(); property != metadata.end(); ++property) {
    const auto same = [&property](const Property& other) { return same_name(other.name, property->name); };
    const bool first = std::none_of(metadata.begin(), property, same);
    if (first && std::any_of(property + 1, metadata.end(), same)) repeated.push_back(property->name);
  }
  return repeated;
}

std::string encode_ready(const Metadata& metadata) { return encode_command_body("READY", encode_metadata(metadata)); }

}  // namespace zassay::wire
