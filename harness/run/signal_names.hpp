#pragma once

#include <optional>
#include <string>

namespace zassay {

/// "SIGUSR1" for 10; a number that has no name as its digits. Any thread may call both.
std::string signal_name(int number);

/// The number of "SIGUSR1"; nothing for what is no name.
std::optional<int> signal_number(const std::string& name);

}  // namespace zassay
