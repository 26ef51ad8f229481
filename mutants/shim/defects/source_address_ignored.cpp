#include <string>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class SourceAddressIgnored : public Calls {
  int connect(void* socket, const char* endpoint) override {
    const std::string text = endpoint;
    const std::size_t end = text.find(';');
    if (!text.starts_with("tcp://") || end == std::string::npos) return Calls::connect(socket, endpoint);
    return Calls::connect(socket, ("tcp://" + text.substr(end + 1)).c_str());
  }
};

}  // namespace

std::unique_ptr<Calls> source_address_ignored() { return std::make_unique<SourceAddressIgnored>(); }

}  // namespace zassay::mutants
