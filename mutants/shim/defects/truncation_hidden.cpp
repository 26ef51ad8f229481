#include <algorithm>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class TruncationHidden : public Calls {
  int receive_into(void* socket, void* data, std::size_t room, int flags) override {
    const int size = Calls::receive_into(socket, data, room, flags);
    return size < 0 ? size : static_cast<int>(std::min(room, static_cast<std::size_t>(size)));
  }
};

}  // namespace

std::unique_ptr<Calls> truncation_hidden() { return std::make_unique<TruncationHidden>(); }

}  // namespace zassay::mutants
