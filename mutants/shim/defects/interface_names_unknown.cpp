#include <cctype>
#include <cerrno>
#include <string_view>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class InterfaceNamesUnknown : public Calls {
  int bind(void* socket, const char* endpoint) override {
    const std::string_view text = endpoint;
    const bool has_name =
        text.starts_with("tcp://") && text.size() > 6 && std::isalpha(static_cast<unsigned char>(text[6])) != 0;
    if (!has_name) return Calls::bind(socket, endpoint);
    errno = ENODEV;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> interface_names_unknown() { return std::make_unique<InterfaceNamesUnknown>(); }

}  // namespace zassay::mutants
