#pragma once

#include "case/arguments.hpp"

namespace zassay {

/// Reads `steps` and `expect` of a case into the context's cell. Declarations must have been read.
void read_steps(const Node& root, CellContext& context);
void read_expectations(const Node& root, CellContext& context);

}  // namespace zassay
