#pragma once

#include <algorithm>
#include <span>
#include <string>

#include "wire/greeting.hpp"

namespace zassay::link {

/// Looks at the first ten octets of a side for the signature of ZMTP 2.0 and later. A side may wait for the other's
/// before it sends more: whoever stands between must let it go on as soon as it is one.
class SignatureWatch {
 public:
  void take(std::span<const char> octets) {
    const std::size_t count = std::min(octets.size(), wire::Greeting::signature_octets - first_.size());
    first_.append(octets.data(), count);
  }
  bool seen() const {
    return first_.size() == wire::Greeting::signature_octets && first_.front() == '\xFF' && (first_.back() & 1) != 0;
  }

 private:
  std::string first_;
};

}  // namespace zassay::link
