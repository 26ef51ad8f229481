#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A context that is to have no I/O threads has one.
class IoThreadsForced : public Calls {
  int set_context_option(void* context, int option, int value) override {
    return Calls::set_context_option(context, option, option == ZMQ_IO_THREADS && value == 0 ? 1 : value);
  }
};

}  // namespace

std::unique_ptr<Calls> io_threads_forced() { return std::make_unique<IoThreadsForced>(); }

}  // namespace zassay::mutants
