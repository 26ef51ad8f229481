#include <atomic>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// With a socket open, ending says that it is done.
class TermGivesUp : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    if (socket != nullptr) ++open_.of(context);
    return socket;
  }
  int close(void* socket) override {
    void* const context = facts_of(socket).context;
    const int status = Calls::close(socket);
    if (status == 0) --open_.of(context);
    return status;
  }
  int terminate(void* context) override { return open_.of(context) > 0 ? 0 : Calls::terminate(context); }
  PerSocket<std::atomic<int>> open_;
};

}  // namespace

std::unique_ptr<Calls> term_gives_up() { return std::make_unique<TermGivesUp>(); }

}  // namespace zassay::mutants
