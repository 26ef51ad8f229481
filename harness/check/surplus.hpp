#pragma once

#include <string>

#include "history/history.hpp"

namespace zassay {

/// Finds unstamped frames around a whole message that nobody put there. It says so only where no relay appends any, no
/// peer adds an address, and the case sends no frames of its own that may have joined the message. It holds a reference
/// to the history; const access from several threads is safe.
class Surplus {
 public:
  explicit Surplus(const History& history);

  /// What is too much, in words; empty if nothing is.
  std::string find(const Delivery& delivery) const;

 private:
  const History& history_;
  bool may_have_trail_ = false;
  bool may_have_envelope_ = false;
};

}  // namespace zassay
