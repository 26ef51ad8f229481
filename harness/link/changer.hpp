#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "link/peer.hpp"
#include "link/signature.hpp"
#include "wire/item.hpp"

namespace zassay::link {

/// Applies a Change to what one side sends. Of an item that may be changed nothing goes on before it is complete. A
/// greeting's signature and version go on at once, since a side waits for those of the other before it sends the rest
/// of its own: a change gets them on their way, and again with the rest.
class Changer {
 public:
  explicit Changer(Change change);

  void peer_speaks(int major) { reader_.peer_speaks(major); }

  /// Takes octets; gives what goes on.
  std::string take(std::span<const char> octets);

 private:
  void take_item(const wire::Item& item, std::string& out);
  void go_on_to(std::uint64_t offset, std::string& out);
  std::string changed_front(const std::string& octets) const;

  Change change_;
  wire::ItemReader reader_;
  SignatureWatch signature_;
  std::string kept_;
  std::size_t kept_from_ = 0;     ///< the first octet of `kept_` that has not gone on
  std::uint64_t passed_ = 0;      ///< of what was taken: they went on, or others in their place
  std::uint64_t free_until_ = 0;  ///< they go on whatever comes
};

}  // namespace zassay::link
