#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class WrongPlaceErrno : public Calls {
  int bind(void* socket, const char* endpoint) override { return struck(Calls::bind(socket, endpoint)); }
  int connect(void* socket, const char* endpoint) override { return struck(Calls::connect(socket, endpoint)); }

  static int struck(int status) {
    if (status == 0) return status;
    if (errno == ENOCOMPATPROTO)
      errno = EPROTONOSUPPORT;
    else if (errno == EADDRNOTAVAIL)
      errno = EADDRINUSE;
    else if (errno == ENODEV)
      errno = EINVAL;
    else if (errno == EMTHREAD)
      errno = EMFILE;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_place_errno() { return std::make_unique<WrongPlaceErrno>(); }

}  // namespace zassay::mutants
