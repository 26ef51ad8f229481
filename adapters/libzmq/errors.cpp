#include "adapters/libzmq/errors.hpp"

#include <zmq.h>

#include <cerrno>
#include <cstring>

namespace zassay::libzmq {

std::string error_name(int number) {
  switch (number) {
    case EFSM:
      return "EFSM";
    case ENOCOMPATPROTO:
      return "ENOCOMPATPROTO";
    case ETERM:
      return "ETERM";
    case EMTHREAD:
      return "EMTHREAD";
    case ENOTSUP:  // the C library calls this number EOPNOTSUPP, the manual of libzmq does not
      return "ENOTSUP";
    case 0:  // the C library's name for it is "0"
      return "ERRNO_0";
    default:
      break;
  }
  const char* const name = ::strerrorname_np(number);
  return name != nullptr ? name : "ERRNO_" + std::to_string(number);
}

}  // namespace zassay::libzmq
