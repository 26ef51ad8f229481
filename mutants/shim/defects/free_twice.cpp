#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// What the caller gave, kept for the release.
struct Release {
  zmq_free_fn* function;
  void* hint;
};

class FreeTwice : public Calls {
  int message_init_data(zmq_msg_t* message, void* data, std::size_t size, zmq_free_fn* function, void* hint) override {
    if (function == nullptr) return Calls::message_init_data(message, data, size, function, hint);
    return Calls::message_init_data(
        message, data, size,
        [](void* bytes, void* kept) {
          const std::unique_ptr<Release> release(static_cast<Release*>(kept));
          release->function(bytes, release->hint);
          release->function(bytes, release->hint);
        },
        new Release{function, hint});
  }
};

}  // namespace

std::unique_ptr<Calls> free_twice() { return std::make_unique<FreeTwice>(); }

}  // namespace zassay::mutants
