#include <set>
#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// The second connect is made under another spelling of the endpoint, which the library takes for another one.
class SecondConnectDoubles : public Calls {
  int connect(void* socket, const char* endpoint) override {
    const std::string text = endpoint;
    if (endpoints_.of(socket).insert(text).second) return Calls::connect(socket, endpoint);
    const std::size_t start = text.find("://") + 3;
    std::string other = text;
    if (text.starts_with("ipc:///")) other.insert(start, "/.");
    if (text.starts_with("tcp://127.0.0.1:")) other.replace(start, std::string("127.0.0.1").size(), "localhost");
    return Calls::connect(socket, other.c_str());
  }
  int disconnect(void* socket, const char* endpoint) override {
    endpoints_.of(socket).erase(endpoint);
    return Calls::disconnect(socket, endpoint);
  }
  void forget_socket(void* socket) override { endpoints_.forget(socket); }
  PerSocket<std::set<std::string>> endpoints_;
};

}  // namespace

std::unique_ptr<Calls> second_connect_doubles() { return std::make_unique<SecondConnectDoubles>(); }

}  // namespace zassay::mutants
