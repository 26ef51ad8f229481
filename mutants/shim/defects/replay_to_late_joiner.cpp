#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

/// Within one process: what was published last in a context is given to each subscriber whose subscription matches it,
/// when it subscribes.
class ReplayToLateJoiner : public Arrivals {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const SocketFacts facts = facts_of(socket);
    const bool more = (flags & ZMQ_SNDMORE) != 0;
    const bool amid = std::exchange(amid_.of(socket), more);
    if (facts.type == ZMQ_PUB && !more && !amid && !is_probe(bytes_of(message))) {
      const std::lock_guard lock(mutex_);
      published_[facts.context].push_front(Frame(bytes_of(message)));
    }
    return Arrivals::send(message, socket, flags);
  }

  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const int status = Arrivals::set_option(socket, option, value, size);
    if (status != 0 || option != ZMQ_SUBSCRIBE) return status;
    const std::lock_guard lock(mutex_);
    for (const Frame& frame : published_[facts_of(socket).context]) {
      if (!frame.bytes().starts_with(std::string_view(static_cast<const char*>(value), size))) continue;
      Message replayed;
      replayed.push_back(frame.copy());
      inbox_of(socket).deliver(std::move(replayed));
      break;
    }
    return status;
  }

  void arrived(Message message, Inbox& inbox) override { inbox.deliver(std::move(message)); }

  void forget_socket(void* socket) override {
    amid_.forget(socket);
    Arrivals::forget_socket(socket);
  }

  void forget_context(void* context) override {
    const std::lock_guard lock(mutex_);
    published_.erase(context);
  }

  std::mutex mutex_;
  std::unordered_map<void*, std::deque<Frame>> published_;  ///< by context, the newest first
  PerSocket<bool> amid_;                                    ///< a frame that said that more follow was sent last
};

}  // namespace

std::unique_ptr<Calls> replay_to_late_joiner() { return std::make_unique<ReplayToLateJoiner>(); }

}  // namespace zassay::mutants
