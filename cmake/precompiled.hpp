#pragma once

// What nearly every file includes, compiled once: it halves the time of a build. No file relies on it: each includes
// what it uses, and the static checks look at it without this header.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>
