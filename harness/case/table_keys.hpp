#pragma once

#include <string>
#include <utility>

#include "case/table.hpp"

namespace zassay::table_keys {

/// Short spellings for the rows of the tables.
inline Key may(std::string name, Kind kind, std::string about) { return Key{std::move(name), kind, std::move(about)}; }

inline Key need(std::string name, Kind kind, std::string about) {
  Key key = may(std::move(name), kind, std::move(about));
  key.is_required = true;
  return key;
}

inline Key within(Key key, std::int64_t minimum, std::int64_t maximum) {
  key.minimum = minimum;
  key.maximum = maximum;
  return key;
}

inline Key of(Key key, const words::Words& list) {
  key.choices = &list;
  return key;
}

constexpr std::int64_t most = 1'000'000'000;
constexpr std::int64_t largest_size = 1LL << 30;
constexpr std::int64_t longest_ms = 24LL * 3600 * 1000;
constexpr std::int64_t most_frames = 65535;  ///< the stamp's field has 16 bits

}  // namespace zassay::table_keys
