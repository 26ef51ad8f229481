#include <cerrno>
#include <climits>
#include <deque>
#include <mutex>
#include <string>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/frames.hpp"
#include "adapters/libzmq/operations.hpp"
#include "base/bytes.hpp"

namespace zassay::libzmq {
namespace {

/// A buffer of the adapter's inside a message of the library, which says when it lets go of it.
struct Loan {
  Output& output;
  std::string message;
  std::string bytes;
};

/// A new loan. It lives as long as the adapter: a library that gives it back twice, or reads it afterwards, is to be
/// seen in the history, and not to end the adapter. Any thread.
Loan& lend(Output& output, std::string message, std::string bytes) {
  static std::mutex mutex;
  static auto& loans = *new std::deque<Loan>;  // never destroyed: a thread of the library may outlive main
  const std::scoped_lock lock(mutex);
  return loans.emplace_back(Loan{output, std::move(message), std::move(bytes)});
}

/// Called by the library on whichever thread drops the last reference. What is still read after that is not what was
/// sent: each octet is turned over.
void give_back(void*, void* hint) noexcept {
  Loan& loan = *static_cast<Loan*>(hint);
  const std::int64_t at = loan.output.now();
  for (char& octet : loan.bytes) octet = static_cast<char>(~octet);
  loan.output.object(Fields().text("event", "free").text("message", loan.message).number("at", at));
}

/// Whether an operation may be handed a closed message: the documented calls report that, and the others have no way
/// to.
enum class Closed { allowed, refused };

Message* message_of(Call& call, const char* key, Closed closed) {
  const std::string name = call.arguments.text(key);
  const auto found = call.space.messages.find(name);
  if (found == call.space.messages.end()) {
    call.arguments.refuse("the actor has no message " + name + ": initialise it first");
    return nullptr;
  }
  if (closed == Closed::refused && !found->second.open) {
    call.arguments.refuse("the message " + name + " is closed, and the library aborts on that");
  }
  return &found->second;
}

/// The place of a message that is about to be initialised.
Message* new_message(Call& call) {
  const std::string name = call.arguments.text("message");
  const auto found = call.space.messages.find(name);
  if (found != call.space.messages.end() && found->second.open) {
    call.arguments.refuse("the actor already has a message " + name + ": close it first");
  }
  return found != call.space.messages.end() ? &found->second : nullptr;
}

Reply reply_of(const Call& call, int status, Message* opened = nullptr) {
  if (status != 0) return error(error_name(call.error_number()));
  if (opened != nullptr) opened->open = true;
  return ok();
}

Reply number_reply(std::int64_t value) { return ok(Fields().number("value", value)); }

std::string generated(Arguments& arguments) {
  const std::int64_t size = arguments.integer("size", 0, frame_size_limit);
  const std::int64_t first = arguments.integer("first", 0, 255, 0);
  return cycle(static_cast<std::uint8_t>(first), static_cast<std::size_t>(size));
}

/// The property asked for, by name or number.
int property_of(Arguments& arguments) {
  const Json* const property = arguments.any("property");
  if (property == nullptr) return 0;
  if (property->is_number_integer()) return static_cast<int>(arguments.integer("property", INT_MIN, INT_MAX));
  const std::string name = arguments.choice("property", {"MORE", "SHARED", "SRCFD"});
  return name == "MORE" ? ZMQ_MORE : name == "SHARED" ? ZMQ_SHARED : ZMQ_SRCFD;
}

Message& place_of(Call& call, Message* known) {
  return known != nullptr ? *known : call.space.messages[call.arguments.text("message")];
}

/// `function` copies or moves, the destination first.
Reply combine(Call& call, int (*function)(zmq_msg_t*, zmq_msg_t*), const char* name) {
  Message* const destination = message_of(call, "message", Closed::allowed);
  Message* const source = message_of(call, "from", Closed::allowed);
  if (function == nullptr) call.arguments.refuse_unsupported(std::string("the library has no ") + name);
  if (auto problem = call.arguments.problem()) return *problem;
  return reply_of(call, function(&destination->value, &source->value));
}

/// `function` sends or receives.
Reply transfer(Call& call, int (*function)(zmq_msg_t*, void*, int), const char* name) {
  Message* const message = message_of(call, "message", Closed::allowed);
  void* const socket = call.socket("socket");
  const int flags = call.arguments.flags();
  if (auto problem = call.arguments.problem()) return *problem;
  call.began(name, flags);
  const int size = function(&message->value, socket, flags);
  return size >= 0 ? ok(Fields().number("size", size)) : error(error_name(call.error_number()));
}

}  // namespace

Reply message_init(Call& call) {
  Message* const known = new_message(call);
  if (auto problem = call.arguments.problem()) return *problem;
  Message& message = place_of(call, known);
  return reply_of(call, call.zmq().zmq_msg_init(&message.value), &message);
}

Reply message_init_size(Call& call) {
  Message* const known = new_message(call);
  const std::string bytes = generated(call.arguments);
  if (auto problem = call.arguments.problem()) return *problem;
  Message& message = place_of(call, known);
  Reply reply = reply_of(call, call.zmq().zmq_msg_init_size(&message.value, bytes.size()), &message);
  if (message.open) bytes.copy(static_cast<char*>(call.zmq().zmq_msg_data(&message.value)), bytes.size());
  return reply;
}

Reply message_init_data(Call& call) {
  Message* const known = new_message(call);
  std::string bytes = generated(call.arguments);
  if (call.zmq().zmq_msg_init_data == nullptr)
    call.arguments.refuse_unsupported("the library has no zmq_msg_init_data");
  if (auto problem = call.arguments.problem()) return *problem;
  Message& message = place_of(call, known);
  Loan& loan = lend(call.services.output, call.arguments.text("message"), std::move(bytes));
  std::string& lent = loan.bytes;
  const int status = call.zmq().zmq_msg_init_data(&message.value, lent.data(), lent.size(), give_back, &loan);
  return reply_of(call, status, &message);
}

Reply message_close(Call& call) {
  Message* const message = message_of(call, "message", Closed::allowed);
  if (auto problem = call.arguments.problem()) return *problem;
  Reply reply = reply_of(call, call.zmq().zmq_msg_close(&message->value));
  message->open = false;
  return reply;
}

Reply message_copy(Call& call) { return combine(call, call.zmq().zmq_msg_copy, "zmq_msg_copy"); }
Reply message_move(Call& call) { return combine(call, call.zmq().zmq_msg_move, "zmq_msg_move"); }

Reply message_size(Call& call) {
  Message* const message = message_of(call, "message", Closed::refused);
  if (auto problem = call.arguments.problem()) return *problem;
  return ok(Fields().number("value", call.zmq().zmq_msg_size(&message->value)));
}

Reply message_data(Call& call) {
  Message* const message = message_of(call, "message", Closed::refused);
  if (auto problem = call.arguments.problem()) return *problem;
  const auto* const data = static_cast<const char*>(call.zmq().zmq_msg_data(&message->value));
  std::string frame;
  append_frame(frame, std::string_view(data, call.zmq().zmq_msg_size(&message->value)));
  return ok(Fields().raw("value", frame));
}

Reply message_constant(Call& call) {
  Message* const message = message_of(call, "message", Closed::refused);
  if (auto problem = call.arguments.problem()) return *problem;
  return number_reply(is_constant(call.zmq().zmq_msg_data(&message->value)) ? 1 : 0);
}

Reply message_more(Call& call) {
  Message* const message = message_of(call, "message", Closed::allowed);
  if (auto problem = call.arguments.problem()) return *problem;
  return number_reply(call.zmq().zmq_msg_more(&message->value));
}

Reply message_get(Call& call) {
  Message* const message = message_of(call, "message", Closed::refused);
  const int property = property_of(call.arguments);
  if (call.zmq().zmq_msg_get == nullptr) call.arguments.refuse_unsupported("the library has no zmq_msg_get");
  if (auto problem = call.arguments.problem()) return *problem;
  const int value = call.zmq().zmq_msg_get(&message->value, property);
  return value == -1 ? error(error_name(call.error_number())) : number_reply(value);
}

Reply message_set(Call& call) {
  Message* const message = message_of(call, "message", Closed::refused);
  const int property = property_of(call.arguments);
  const auto value = static_cast<int>(call.arguments.integer("value", INT_MIN, INT_MAX));
  if (call.zmq().zmq_msg_set == nullptr) call.arguments.refuse_unsupported("the library has no zmq_msg_set");
  if (auto problem = call.arguments.problem()) return *problem;
  return reply_of(call, call.zmq().zmq_msg_set(&message->value, property, value));
}

Reply message_gets(Call& call) {
  Message* const message = message_of(call, "message", Closed::refused);
  const std::string property = call.arguments.text("property");
  if (call.zmq().zmq_msg_gets == nullptr) call.arguments.refuse_unsupported("the library has no zmq_msg_gets");
  if (auto problem = call.arguments.problem()) return *problem;
  const char* const value = call.zmq().zmq_msg_gets(&message->value, property.c_str());
  return value != nullptr ? ok(Fields().text("value", value)) : error(error_name(call.error_number()));
}

Reply message_send(Call& call) { return transfer(call, call.zmq().zmq_msg_send, "send"); }
Reply message_recv(Call& call) { return transfer(call, call.zmq().zmq_msg_recv, "recv"); }

}  // namespace zassay::libzmq
