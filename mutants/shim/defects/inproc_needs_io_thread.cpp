#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

/// bind and connect look for an I/O thread before they look at the transport.
class InprocNeedsIoThread : public Calls {
  int bind(void* socket, const char* endpoint) override {
    return has_thread(socket) ? Calls::bind(socket, endpoint) : refused();
  }
  int connect(void* socket, const char* endpoint) override {
    return has_thread(socket) ? Calls::connect(socket, endpoint) : refused();
  }
  bool has_thread(void* socket) { return get_context_option(facts_of(socket).context, ZMQ_IO_THREADS) > 0; }
  static int refused() {
    errno = EMTHREAD;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> inproc_needs_io_thread() { return std::make_unique<InprocNeedsIoThread>(); }

}  // namespace zassay::mutants
