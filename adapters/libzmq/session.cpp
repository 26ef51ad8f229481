#include "adapters/libzmq/session.hpp"

#include <fmt/format.h>

#include <climits>
#include <exception>
#include <new>
#include <utility>

#include "adapters/libzmq/errors.hpp"

namespace zassay::libzmq {
namespace {

constexpr const char* gone_sentence = "the context is being terminated, and nothing keeps it alive";

Reply reply_of(int result) {
  if (result == Context::gone) return bad_request(gone_sentence);
  return result == 0 ? ok() : error(error_name(result));
}

/// The number of a context option, by name or as it is; a problem of the arguments if there is none.
int option_number(Arguments& arguments, const Json& option) {
  if (option.is_number_integer()) return static_cast<int>(arguments.integer("option", INT_MIN, INT_MAX));
  const std::string name = arguments.text("option");
  if (const Option* found = find_context_option(name)) return found->number;
  arguments.refuse_unsupported("libzmq has no context option " + name);
  return 0;
}

int set_options(Context& context, const std::map<std::string, int>& options) {
  for (const auto& [name, value] : options) {
    const Option* const option = find_context_option(name);
    if (const int problem = context.set(option->number, value); problem != 0) return problem;
  }
  return 0;
}

std::map<std::string, int> read_options(Arguments& arguments) {
  std::map<std::string, int> options;
  const Json* const object = arguments.optional("options");
  if (object == nullptr) return options;
  if (!object->is_object()) {
    arguments.refuse("the argument options must be an object");
    return options;
  }
  Arguments nested(*object, {});
  for (const auto& [name, value] : object->items()) {
    options[name] = static_cast<int>(nested.integer(name.c_str(), INT_MIN, INT_MAX));
    if (find_context_option(name) == nullptr) nested.refuse_unsupported("libzmq has no context option " + name);
  }
  if (auto problem = nested.problem()) arguments.adopt(*problem);
  return options;
}

}  // namespace

bool Session::handle(std::string_view line) {
  Result<Json> request = parse_json(line);
  const std::int64_t id = request ? integer_member(*request, "id", -1) : -1;
  if (id < 0) {
    fmt::print(stderr, "zassay-adapter-libzmq: a line is no request with an id, it is left unanswered\n");
    return true;
  }
  const std::string name = string_member(*request, "op");
  if (const Operation operation = find(name)) {
    services_.output.reply(id, carry_out(operation, *request));
  } else if (const auto of_actor = find_operation(name)) {
    submit(id, of_actor, std::move(*request));
  } else {
    services_.output.reply(id, unsupported("there is no operation " + name));
  }
  return !quit_;
}

Reply Session::carry_out(Operation operation, const Json& request) {
  try {
    Arguments arguments(request, {"id", "op"});
    return (this->*operation)(arguments);
  } catch (const std::bad_alloc&) {
    return error("ENOMEM");
  } catch (const std::exception& problem) {
    return bad_request(std::string("the adapter could not carry this out: ") + problem.what());
  }
}

Session::Operation Session::find(std::string_view name) {
  static constexpr std::pair<std::string_view, Operation> operations[] = {
      {"actor.open", &Session::actor_open},
      {"actor.close", &Session::actor_close},
      {"handler", &Session::handler},
      {"context.open", &Session::context_open},
      {"context.set", &Session::context_set},
      {"context.get", &Session::context_get},
      {"context.shutdown", &Session::context_shutdown},
      {"quit", &Session::quit},
  };
  for (const auto& [known, operation] : operations) {
    if (known == name) return operation;
  }
  return nullptr;
}

void Session::submit(std::int64_t id, zassay::libzmq::Operation operation, Json request) {
  const std::string name = string_member(request, "actor");
  const auto found = actors_.find(name);
  if (found == actors_.end()) {
    services_.output.reply(id, bad_request("there is no actor " + name + ": open it first"));
    return;
  }
  found->second->submit(Order{id, operation, std::move(request)});
}

Reply Session::actor_open(Arguments& arguments) {
  const std::string name = arguments.text("actor");
  if (actors_.contains(name)) arguments.refuse("there already is an actor " + name);
  if (auto problem = arguments.problem()) return *problem;
  Result<std::unique_ptr<Actor>> actor = Actor::open(name, services_);
  if (!actor) return error("EAGAIN");
  const int thread = (*actor)->thread_id();
  actors_.emplace(name, std::move(*actor));
  return ok(Fields().number("thread", thread));
}

Reply Session::actor_close(Arguments& arguments) {
  const std::string name = arguments.text("actor");
  const auto found = actors_.find(name);
  if (found == actors_.end()) arguments.refuse("there is no actor " + name);
  if (auto problem = arguments.problem()) return *problem;
  const Result<void> closed = found->second->close();
  if (!closed) return bad_request(closed.error().sentence);
  actors_.erase(found);
  return ok();
}

Reply Session::handler(Arguments& arguments) {
  const std::string name = arguments.text("number");
  const std::string mode = arguments.choice("mode", {"plain", "restart", "default"});
  arguments.any("mode");
  const int number = signal_number(name);
  if (number < 0) arguments.refuse("there is no signal " + name);
  if (auto problem = arguments.problem()) return *problem;
  const int result = signals_.set(number, mode == "plain"     ? Signals::Mode::plain
                                          : mode == "restart" ? Signals::Mode::restart
                                                              : Signals::Mode::standard);
  return result == 0 ? ok() : error(error_name(result));
}

Reply Session::context_open(Arguments& arguments) {
  const Functions& zmq = services_.library.functions;
  const std::string name = arguments.text("context");
  const std::map<std::string, int> options = read_options(arguments);
  if (services_.contexts.find(name)) arguments.refuse("there already is a context " + name);
  if (auto problem = arguments.problem()) return *problem;
  void* const handle = zmq.zmq_ctx_new();
  if (handle == nullptr) return error(error_name(zmq.zmq_errno()));
  auto context = std::make_shared<Context>(zmq, handle);
  const int result = set_options(*context, options);
  if (result != 0) {
    context->term([] {});
    return reply_of(result);
  }
  services_.contexts.add(name, std::move(context));
  return ok();
}

std::shared_ptr<Context> Session::context(Arguments& arguments) {
  const std::string name = arguments.text("context");
  std::shared_ptr<Context> found = services_.contexts.find(name);
  if (!found) arguments.refuse("there is no context " + name + ": open it first");
  return found;
}

Reply Session::context_set(Arguments& arguments) {
  const std::shared_ptr<Context> found = context(arguments);
  const Json* const option = arguments.any("option");
  const int number = option != nullptr ? option_number(arguments, *option) : 0;
  const Json* const value = arguments.any("value");
  if (value != nullptr && value->is_object()) {
    const std::string bytes = arguments.frame("value");
    if (services_.library.functions.zmq_ctx_set_ext == nullptr) {
      arguments.refuse_unsupported("the library has no zmq_ctx_set_ext, so no context option can be bytes");
    }
    if (auto problem = arguments.problem()) return *problem;
    return reply_of(found->set_bytes(number, bytes));
  }
  const auto integer = static_cast<int>(arguments.integer("value", INT_MIN, INT_MAX));
  if (auto problem = arguments.problem()) return *problem;
  return reply_of(found->set(number, integer));
}

Reply Session::context_get(Arguments& arguments) {
  const std::shared_ptr<Context> found = context(arguments);
  const Json* const option = arguments.any("option");
  const int number = option != nullptr ? option_number(arguments, *option) : 0;
  if (auto problem = arguments.problem()) return *problem;
  int value = 0;
  const int result = found->get(number, value);
  return result == 0 ? ok(Fields().number("value", value)) : reply_of(result);
}

Reply Session::context_shutdown(Arguments& arguments) {
  const std::shared_ptr<Context> found = context(arguments);
  if (services_.library.functions.zmq_ctx_shutdown == nullptr) {
    arguments.refuse_unsupported("the library has no zmq_ctx_shutdown");
  }
  if (auto problem = arguments.problem()) return *problem;
  return reply_of(found->shutdown());
}

Reply Session::quit(Arguments& arguments) {
  if (auto problem = arguments.problem()) return *problem;
  quit_ = true;
  return ok();
}

}  // namespace zassay::libzmq
