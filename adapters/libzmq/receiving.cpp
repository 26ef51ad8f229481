#include <algorithm>
#include <optional>

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
  /// Into a buffer of that many bytes if there is a `room`, else into message objects.
  Receiver(Call& call, void* socket, int flags, std::size_t digest_above, std::optional<std::size_t> room)
      : call_(call), socket_(socket), flags_(flags), digest_above_(digest_above), room_(room) {}

  /// One message to its last frame; false at the first error, `open` then holds what came of it.
  bool receive() {
    open_.clear();
    for (bool more = true; more;) {
      if (!(room_ ? receive_into_buffer(more) : receive_frame(more))) return false;
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
    if (size_ >= 0) fields.number("size", size_);
    return problem_ == 0 ? ok(fields) : error(error_name(problem_), fields);
  }

 private:
  void append(std::string_view bytes) {
    if (!open_.empty()) open_ += ',';
    append_frame(open_, bytes, digest_above_);
  }

  bool receive_frame(bool& more) {
    LocalMessage frame(call_.zmq());
    problem_ = frame.receive(socket_, flags_);
    if (problem_ != 0) return false;
    append(frame.bytes());
    more = frame.more();
    return true;
  }

  /// By zmq_recv. Without room the buffer is a null pointer.
  bool receive_into_buffer(bool& more) {
    std::string buffer(*room_, '\0');
    size_ = call_.zmq().zmq_recv(socket_, buffer.empty() ? nullptr : buffer.data(), buffer.size(), flags_);
    problem_ = size_ >= 0 ? 0 : call_.error_number();
    if (problem_ != 0) return false;
    append(std::string_view(buffer).substr(0, std::min(*room_, static_cast<std::size_t>(size_))));
    int follows = 0;
    std::size_t width = sizeof follows;
    call_.zmq().zmq_getsockopt(socket_, ZMQ_RCVMORE, &follows, &width);
    more = follows != 0;
    return true;
  }

  Call& call_;
  void* socket_;
  int flags_;
  std::size_t digest_above_;
  std::optional<std::size_t> room_;
  int size_ = -1;  ///< what the latest call into a buffer returned
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
  const std::int64_t room = call.arguments.integer("room", 0, frame_size_limit, -1);
  if (room >= 0 && call.zmq().zmq_recv == nullptr) call.arguments.refuse_unsupported("the library has no zmq_recv");
  if (auto problem = call.arguments.problem()) return *problem;
  Receiver receiver(call, socket, flags, static_cast<std::size_t>(digest_above),
                    room >= 0 ? std::optional(static_cast<std::size_t>(room)) : std::nullopt);
  if (count > 0) call.began("recv", flags);
  const std::int64_t from = call.now();
  for (std::int64_t i = 0; i < count && receiver.receive(); ++i) {
  }
  return receiver.reply(from, call.now());
}

}  // namespace zassay::libzmq
