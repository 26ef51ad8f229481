#pragma once

#include <string>

#include "case/case.hpp"

namespace zassay {

/// Writes a typed case as the YAML file of a case with one cell: load_text of it gives the same typed case, but for
/// marks, `text` of steps, and parameters other than the transport, whose values are written out.
std::string to_yaml(const Case& cell);

}  // namespace zassay
