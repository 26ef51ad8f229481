#pragma once

#include <string>
#include <vector>

namespace zassay {

enum class OptionKind { number, bytes };

struct OptionName {
  std::string name;  ///< as in the adapter protocol: "SNDHWM"
  OptionKind kind = OptionKind::number;
};

/// The socket options of libzmq 4.3, drafts and old spellings included.
const std::vector<OptionName>& socket_options();

/// The options of a context.
const std::vector<OptionName>& context_options();

/// The option of that upper-case name, or nullptr.
const OptionName* find_option(const std::vector<OptionName>& options, const std::string& name);

/// The names as cases write them: lower case for sockets.
const std::vector<std::string>& lower_case_socket_options();

std::string upper_case(std::string text);
/// Digits alone: the library's own number of an option or a socket type.
bool is_whole_number(const std::string& text);
std::string lower_case(std::string text);

}  // namespace zassay
