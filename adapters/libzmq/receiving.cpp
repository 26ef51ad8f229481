#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/frames.hpp"
#include "adapters/libzmq/local_message.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

constexpr std::int64_t count_limit = std::int64_t{1} << 32;

/// Receives whole messages and writes them as JSON at once: a bulk of many thousands holds no copy of its frames.
class Receiver {
 public:
  Receiver(Call& call, void* socket, int flags, std::size_t digest_above)
      : call_(call), socket_(socket), flags_(flags), digest_above_(digest_above) {}

  /// One message to its last frame; false at the first error, `open` then holds what came of it.
  bool receive() {
    open_.clear();
    for (;;) {
      LocalMessage frame(call_.zmq());
      problem_ = frame.receive(socket_, flags_);
      if (problem_ != 0) return false;
      if (!open_.empty()) open_ += ',';
      append_frame(open_, frame.bytes(), digest_above_);
      if (!frame.more()) break;
    }
    if (!messages_.empty()) messages_ += ',';
    messages_ += R"({"frames":[)";
    messages_ += open_;
    messages_ += R"(],"at":)";
    messages_ += std::to_string(call_.now());
    messages_ += '}';
    open_.clear();
    return true;
  }

  Reply reply(std::int64_t from, std::int64_t to) const {
    Fields fields;
    fields.raw("messages", "[" + messages_ + "]");
    if (!open_.empty()) fields.raw("open", "[" + open_ + "]");
    fields.number("from", from).number("to", to);
    return problem_ == 0 ? ok(fields) : error(error_name(problem_), fields);
  }

 private:
  Call& call_;
  void* socket_;
  int flags_;
  std::size_t digest_above_;
  int problem_ = 0;
  std::string messages_;
  std::string open_;
};

}  // namespace

Reply socket_recv(Call& call) {
  void* const socket = call.socket("socket");
  const std::int64_t count = call.arguments.integer("count", 0, count_limit, 1);
  const int flags = call.arguments.flags();
  const std::int64_t digest_above =
      call.arguments.integer("digest_above", head_size, whole_frame_limit, whole_frame_limit);
  if (auto problem = call.arguments.problem()) return *problem;
  Receiver receiver(call, socket, flags, static_cast<std::size_t>(digest_above));
  if (count > 0) call.began("recv", flags);
  const std::int64_t from = call.now();
  for (std::int64_t i = 0; i < count && receiver.receive(); ++i) {
  }
  return receiver.reply(from, call.now());
}

}  // namespace zassay::libzmq
