#pragma once

#include "case/arguments.hpp"

namespace zassay {

/// Reads `sockets`, `actors`, `messages`, `pipes` and `contexts` of a case into the context's cell, and gives their
/// names to the one namespace. Over inproc every side becomes "a" and the contexts are merged.
void read_declarations(const Node& root, CellContext& context);

}  // namespace zassay
