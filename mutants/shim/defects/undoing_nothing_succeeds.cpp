#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class UndoingNothingSucceeds : public Calls {
  int unbind(void* socket, const char* endpoint) override { return struck(Calls::unbind(socket, endpoint)); }
  int disconnect(void* socket, const char* endpoint) override { return struck(Calls::disconnect(socket, endpoint)); }

  static int struck(int status) { return status < 0 && errno == ENOENT ? 0 : status; }
};

}  // namespace

std::unique_ptr<Calls> undoing_nothing_succeeds() { return std::make_unique<UndoingNothingSucceeds>(); }

}  // namespace zassay::mutants
