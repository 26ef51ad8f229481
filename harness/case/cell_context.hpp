#pragma once

#include <set>
#include <string>

#include "case/names.hpp"
#include "case/values.hpp"

namespace zassay {

/// What the readers of one cell share.
struct CellContext {
  Values& values;
  Names& names;
  CaseErrors& errors;
  Case& cell;
  std::set<std::string> sides = {};  ///< as written, before inproc makes them one

  bool is_inproc() const { return cell.transport == "inproc"; }

  /// The name of the actor that a socket's or an actor's name stands for; empty if it is neither.
  std::string actor_of(const std::string& name) const;

  /// The number of the stream, which is given at its first use.
  int stream_number(const std::string& name);
};

}  // namespace zassay
