#include <cctype>
#include <cerrno>
#include <string_view>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class Ipv6ShutsOutIpv4 : public Calls {
  int bind(void* socket, const char* endpoint) override {
    return is_shut_out(socket, endpoint) ? refused() : Calls::bind(socket, endpoint);
  }
  int connect(void* socket, const char* endpoint) override {
    return is_shut_out(socket, endpoint) ? refused() : Calls::connect(socket, endpoint);
  }
  static bool is_shut_out(void* socket, std::string_view endpoint) {
    int has_ipv6 = 0;
    std::size_t size = sizeof has_ipv6;
    const bool is_of_ipv4 = endpoint.starts_with("tcp://") && endpoint.size() > 6 &&
                            std::isdigit(static_cast<unsigned char>(endpoint[6])) != 0;
    return is_of_ipv4 && real().zmq_getsockopt(socket, ZMQ_IPV6, &has_ipv6, &size) == 0 && has_ipv6 != 0;
  }
  static int refused() {
    errno = EINVAL;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> ipv6_shuts_out_ipv4() { return std::make_unique<Ipv6ShutsOutIpv4>(); }

}  // namespace zassay::mutants
