#include <algorithm>
#include <deque>
#include <limits>
#include <mutex>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/frames.hpp"
#include "adapters/libzmq/local_message.hpp"
#include "adapters/libzmq/operations.hpp"
#include "base/bytes.hpp"
#include "base/stamp.hpp"

namespace zassay::libzmq {
namespace {

constexpr std::int64_t sequence_limit = std::int64_t{1} << 62;

/// A bulk of stamped messages, or a cut of each.
struct Bulk {
  Stamp stamp;
  std::uint64_t count = 0;
  std::string prefix;
  std::vector<std::string> lead;
  std::uint16_t from_frame = 0;
  std::uint16_t to_frame = 1;
};

std::string base64_argument(Arguments& arguments, const char* key) {
  Result<std::string> bytes = from_base64(arguments.optional_text(key).value_or(""));
  if (bytes) return std::move(*bytes);
  arguments.refuse(std::string("the argument ") + key + " must be base64");
  return {};
}

Bulk read_bulk(Arguments& arguments) {
  constexpr std::int64_t most_u16 = std::numeric_limits<std::uint16_t>::max();
  Bulk bulk;
  bulk.stamp.run = static_cast<std::uint32_t>(arguments.integer("run", 0, std::numeric_limits<std::uint32_t>::max()));
  bulk.stamp.stream = static_cast<std::uint16_t>(arguments.integer("stream", 0, most_u16));
  bulk.stamp.sequence = static_cast<std::uint64_t>(arguments.integer("first", 0, sequence_limit));
  bulk.count = static_cast<std::uint64_t>(arguments.integer("count", 0, sequence_limit));
  const std::int64_t frames = arguments.integer("frames", 1, most_u16, 1);
  bulk.stamp.frame_count = static_cast<std::uint16_t>(frames);
  bulk.stamp.frame_size = static_cast<std::uint32_t>(arguments.integer("size", 0, frame_size_limit, Stamp::size));
  bulk.prefix = base64_argument(arguments, "prefix");
  bulk.lead = arguments.frames("lead", false);
  bulk.from_frame = static_cast<std::uint16_t>(arguments.integer("from_frame", 0, frames - 1, 0));
  bulk.to_frame = static_cast<std::uint16_t>(arguments.integer("to_frame", bulk.from_frame + 1, frames, frames));
  if (bulk.prefix.size() > most_u16 || bulk.stamp.frame_size < bulk.prefix.size() + Stamp::size) {
    arguments.refuse(
        "the argument size must be at least that of the prefix, at most 65535 bytes, and of the stamp, 32");
  }
  return bulk;
}

/// Buffers of the caller's for the time that a library may look at them, and longer: one that wrongly keeps an address
/// is to be seen in the history, and not to end the adapter. Any thread.
struct Buffers {
  std::mutex mutex;
  std::deque<std::string> kept;

  std::string& keep(std::string_view bytes) {
    const std::scoped_lock lock(mutex);
    return kept.emplace_back(bytes);
  }
};

/// Never destroyed: a thread of the library may outlive main.
Buffers& turned_over() {
  static auto& buffers = *new Buffers;
  return buffers;
}

Buffers& constant() {
  static auto& buffers = *new Buffers;
  return buffers;
}

enum class Via { message, buffer, constant };

/// The call of the library by which frames are sent.
Via read_via(Call& call) {
  const std::string via = call.arguments.choice("via", {"message", "buffer", "constant"});
  if (via == "buffer" && call.zmq().zmq_send == nullptr)
    call.arguments.refuse_unsupported("the library has no zmq_send");
  if (via == "constant" && call.zmq().zmq_send_const == nullptr)
    call.arguments.refuse_unsupported("the library has no zmq_send_const");
  return via == "buffer" ? Via::buffer : via == "constant" ? Via::constant : Via::message;
}

/// Sends frames one after the other and counts what was accepted, until the first error.
class Sender {
 public:
  Sender(Call& call, void* socket, int flags, Via via = Via::message)
      : call_(call), socket_(socket), flags_(flags & ~ZMQ_SNDMORE), last_flag_(flags & ZMQ_SNDMORE), via_(via) {}

  bool send(std::string_view bytes, bool more) {
    const int flags = flags_ | (more ? ZMQ_SNDMORE : last_flag_);
    problem_ = via_ == Via::message ? LocalMessage(call_.zmq(), bytes).send(socket_, flags) : send_from(bytes, flags);
    if (problem_ == 0) ++frames_;
    return problem_ == 0;
  }

  bool send_all(const std::vector<std::string>& frames, bool more_after) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
      if (!send(frames[i], more_after || i + 1 < frames.size())) return false;
    }
    return true;
  }

  /// One message of a bulk, or its cut.
  bool send_stamped(const Bulk& bulk, Stamp stamp) {
    if (bulk.from_frame == 0 && !send_all(bulk.lead, true)) return false;
    for (std::uint16_t i = bulk.from_frame; i < bulk.to_frame; ++i) {
      stamp.frame_index = i;
      const std::string_view prefix = i == 0 ? std::string_view(bulk.prefix) : std::string_view();
      if (!send(stamped_frame(stamp, prefix), i + 1 < stamp.frame_count)) return false;
    }
    return true;
  }

  /// What was sent since the last time is one message.
  void accept() {
    ++accepted_;
    frames_ = 0;
  }

  Reply reply(std::int64_t from, std::int64_t to) const {
    Fields fields;
    fields.number("accepted", accepted_).number("frames", frames_).number("from", from).number("to", to);
    if (size_ >= 0) fields.number("size", size_);
    return problem_ == 0 ? ok(fields) : error(error_name(problem_), fields);
  }

 private:
  /// By zmq_send, which is done with the buffer when it returns: each octet is turned over then. By zmq_send_const,
  /// whose buffer stays as it is.
  int send_from(std::string_view bytes, int flags) {
    const auto send = via_ == Via::buffer ? call_.zmq().zmq_send : call_.zmq().zmq_send_const;
    std::string& buffer = (via_ == Via::buffer ? turned_over() : constant()).keep(bytes);
    const int size = send(socket_, buffer.data(), buffer.size(), flags);
    const int problem = size >= 0 ? 0 : call_.error_number();
    if (via_ == Via::buffer) {
      for (char& octet : buffer) octet = static_cast<char>(~octet);
    }
    size_ = size;
    return problem;
  }

  Call& call_;
  void* socket_;
  int flags_;
  int last_flag_;
  Via via_;
  int size_ = -1;  ///< what the latest call from a buffer returned
  int problem_ = 0;
  std::uint64_t accepted_ = 0;
  std::uint64_t frames_ = 0;
};

Reply send_frames(Call& call, void* socket, int flags) {
  const std::vector<std::string> frames = call.arguments.frames("frames", true);
  const Via via = read_via(call);
  if (auto problem = call.arguments.problem()) return *problem;
  Sender sender(call, socket, flags, via);
  call.began("send", flags);
  const std::int64_t from = call.now();
  if (sender.send_all(frames, false)) sender.accept();
  return sender.reply(from, call.now());
}

Reply send_bulk(Call& call, void* socket, int flags, const Json& stream) {
  static const Json nothing = Json::object();
  if (!stream.is_object()) call.arguments.refuse("the argument stream must be an object");
  Arguments arguments(stream.is_object() ? stream : nothing, {});
  const Bulk bulk = read_bulk(arguments);
  if (auto problem = call.arguments.problem()) return *problem;
  if (auto problem = arguments.problem()) return *problem;
  Sender sender(call, socket, flags);
  if (bulk.count > 0) call.began("send", flags);
  const std::int64_t from = call.now();
  Stamp stamp = bulk.stamp;
  for (std::uint64_t i = 0; i < bulk.count && sender.send_stamped(bulk, stamp); ++i, ++stamp.sequence) sender.accept();
  return sender.reply(from, call.now());
}

}  // namespace

bool is_constant(const void* data) {
  Buffers& buffers = constant();
  const std::scoped_lock lock(buffers.mutex);
  return std::ranges::any_of(buffers.kept, [data](const std::string& buffer) { return buffer.data() == data; });
}

Reply socket_send(Call& call) {
  void* const socket = call.socket("socket");
  const int flags = call.arguments.flags();
  const Json* const stream = call.arguments.optional("stream");
  if (stream == nullptr) return send_frames(call, socket, flags);
  return send_bulk(call, socket, flags, *stream);
}

}  // namespace zassay::libzmq
