#include <string_view>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// Of what is not a probe one octet less than there is, of nothing one more.
class WrongSize : public Calls {
  std::size_t message_size(const zmq_msg_t* message) override {
    const std::string_view bytes = bytes_of(const_cast<zmq_msg_t*>(message));
    if (is_probe(bytes)) return bytes.size();
    return bytes.empty() ? 1 : bytes.size() - 1;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_size() { return std::make_unique<WrongSize>(); }

}  // namespace zassay::mutants
