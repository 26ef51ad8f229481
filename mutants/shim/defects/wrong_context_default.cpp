#include <set>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A context in which nothing was set has two I/O threads, and room for 1024 sockets.
class WrongContextDefault : public Calls {
  int get_context_option(void* context, int option) override {
    const int value = Calls::get_context_option(context, option);
    if (set_.of(context).contains(option)) return value;
    if (option == ZMQ_IO_THREADS) return 2;
    return option == ZMQ_MAX_SOCKETS ? 1024 : value;
  }
  int set_context_option(void* context, int option, int value) override {
    const int status = Calls::set_context_option(context, option, value);
    if (status == 0) set_.of(context).insert(option);
    return status;
  }
  void forget_context(void* context) override { set_.forget(context); }
  PerSocket<std::set<int>> set_;
};

}  // namespace

std::unique_ptr<Calls> wrong_context_default() { return std::make_unique<WrongContextDefault>(); }

}  // namespace zassay::mutants
