#include "adapter/validate_dialogue.hpp"

namespace zassay {
namespace {

bool has_members(const Json& event, const Json& members) {
  for (const auto& [key, value] : members.items()) {
    if (!event.contains(key) || event[key] != value) return false;
  }
  return true;
}

Json joined(Json object, const Json& more) {
  if (more.is_object()) object.update(more);  // {} may come as null
  return object;
}

bool offers_type(const Hello& hello, const char* type) { return hello.offers("socket_types", type); }

}  // namespace

void Dialogue::complain(const std::string& sentence) {
  if (!going()) return;
  outcome_ = ProtocolCheck::Outcome::failed;
  sentence_ = sentence;
}

void Dialogue::cannot(const std::string& sentence) {
  if (!going()) return;
  outcome_ = ProtocolCheck::Outcome::unsupported;
  sentence_ = sentence;
}

void Dialogue::demand(bool holds, const std::string& otherwise) {
  if (!holds) complain(otherwise);
}

void Dialogue::need(const char* capability) {
  if (!hello().can(capability)) cannot(std::string("the adapter does not offer \"") + capability + "\"");
}

ProtocolCheck Dialogue::outcome(std::string name, std::string sentence_if_ok) const {
  ProtocolCheck check{std::move(name), outcome_.value_or(ProtocolCheck::Outcome::ok), sentence_, {}};
  if (going()) check.sentence = std::move(sentence_if_ok);
  if (process_.breakage()) check.standard_error = process_.standard_error();
  return check;
}

std::string Dialogue::named(std::uint64_t id) const {
  const auto found = ops_.find(id);
  return found == ops_.end() ? "a request" : "\"" + found->second + "\"";
}

std::uint64_t Dialogue::start(const std::string& op, Json arguments) {
  if (!going()) return 0;
  arguments["op"] = op;
  const auto id = process_.request(std::move(arguments));
  if (!id) {
    complain("\"" + op + "\" could not be asked: " + id.error().sentence);
    return 0;
  }
  ops_[*id] = op;
  return *id;
}

bool Dialogue::hear() {
  AdapterProcess* const self = &process_;
  const auto limit = std::chrono::steady_clock::now() + std::chrono::milliseconds(reply_limit_ms_);
  const auto incoming = next_incoming(std::span(&self, 1), limit);
  if (!incoming) return false;
  switch (incoming->kind) {
    case Incoming::Kind::broken:
      complain(incoming->breakage.code + ": " + incoming->breakage.sentence);
      break;
    case Incoming::Kind::event:
      events_.push_back(incoming->message);
      break;
    case Incoming::Kind::reply: {
      const auto id = incoming->message["id"].get<std::uint64_t>();
      reply_order_[id] = reply_order_.size();
      replies_[id] = incoming->message;
      break;
    }
  }
  return true;
}

Json Dialogue::reply(std::uint64_t id) {
  while (going() && !replies_.contains(id)) {
    if (!hear()) complain(named(id) + " was not answered within " + std::to_string(reply_limit_ms_) + " ms");
  }
  return going() ? replies_[id] : Json::object();
}

Json Dialogue::ok(const std::string& op, Json arguments) { return ok_of(start(op, std::move(arguments))); }

Json Dialogue::ok_of(std::uint64_t id) {
  const Json answer = reply(id);
  if (answer.contains("unsupported")) cannot(named(id) + " is unsupported: " + string_member(answer, "unsupported"));
  demand(answer.contains("ok"), named(id) + " was answered " + to_line(answer).substr(0, 200) + " and not ok");
  return going() ? answer["ok"] : Json::object();
}

Json Dialogue::expect(const std::string& kind, const std::string& op, Json arguments) {
  return expect_of(kind, start(op, std::move(arguments)));
}

Json Dialogue::expect_of(const std::string& kind, std::uint64_t id) {
  Json answer = reply(id);
  const bool is_it = answer.contains(kind) || string_member(answer, "error") == kind;
  const bool is_error = kind.starts_with('E');
  if (is_error && answer.contains("unsupported")) {
    cannot(named(id) + " is unsupported: " + string_member(answer, "unsupported"));
  }
  demand(is_it, named(id) + " was answered " + to_line(answer).substr(0, 200) + " and not " + kind);
  return going() ? answer : Json::object();
}

bool Dialogue::saw_event(const Json& members) const {
  for (const Json& event : events_) {
    if (has_members(event, members)) return true;
  }
  return false;
}

Json Dialogue::event(const Json& members) {
  std::size_t looked_at = 0;
  while (going()) {
    for (; looked_at < events_.size(); ++looked_at) {
      if (has_members(events_[looked_at], members)) return events_[looked_at];
    }
    if (!hear()) complain("no event " + to_line(members) + " came within " + std::to_string(reply_limit_ms_) + " ms");
  }
  return Json::object();
}

bool Dialogue::came_before(std::uint64_t first, std::uint64_t second) const {
  const auto a = reply_order_.find(first);
  const auto b = reply_order_.find(second);
  return a != reply_order_.end() && (b == reply_order_.end() || a->second < b->second);
}

std::string Dialogue::random_name() {
  std::string name = "x";
  for (int i = 0; i < 11; ++i) name.push_back("abcdefghijklmnopqrstuvwxyz"[random_() % 26]);
  return name;
}

Json words(std::initializer_list<const char*> list) {
  Json array = Json::array();
  for (const char* word : list) array.push_back(word);
  return array;
}

Json Pair::reader(const Json& arguments) { return joined({{"actor", "reader"}, {"socket", "pull"}}, arguments); }
Json Pair::writer(const Json& arguments) { return joined({{"actor", "writer"}, {"socket", "push"}}, arguments); }

Pair::Pair(Dialogue& dialogue, int send_mark, int receive_mark) : dialogue_(dialogue) {
  const Hello& hello = dialogue.hello();
  const bool pipeline = offers_type(hello, "PUSH") && offers_type(hello, "PULL");
  const std::string either = offers_type(hello, "DEALER") ? "DEALER" : "PAIR";
  if (!pipeline && !offers_type(hello, either.c_str())) {
    dialogue.cannot("the adapter offers no PUSH and PULL, DEALER or PAIR to send messages by");
  }
  const bool inside = hello.offers("transports", "inproc");
  if (!inside && !hello.offers("transports", "tcp")) dialogue.cannot("the adapter offers neither inproc nor tcp");
  dialogue.ok("context.open", {{"context", "context"}});
  const Json opened = dialogue.ok("actor.open", {{"actor", "reader"}});
  reader_thread_ = static_cast<pid_t>(integer_member(opened, "thread"));
  dialogue.ok("actor.open", {{"actor", "writer"}});
  dialogue.ok("open", reader({{"context", "context"}, {"type", pipeline ? "PULL" : either}}));
  dialogue.ok("open", writer({{"context", "context"}, {"type", pipeline ? "PUSH" : either}}));
  if (receive_mark > 0) dialogue.ok("set", reader({{"option", "RCVHWM"}, {"value", receive_mark}}));
  if (send_mark > 0) dialogue.ok("set", writer({{"option", "SNDHWM"}, {"value", send_mark}}));
  const Json bound = dialogue.ok("bind", reader({{"endpoint", inside ? "inproc://validate" : "tcp://127.0.0.1:*"}}));
  dialogue.ok("connect", writer({{"endpoint", string_member(bound, "endpoint")}}));
}

void Pair::close() {
  dialogue_.ok("close", writer({}));
  dialogue_.ok("close", reader({}));
  dialogue_.ok("context.term", {{"actor", "reader"}, {"context", "context"}});
  dialogue_.ok("actor.close", {{"actor", "reader"}});
  dialogue_.ok("actor.close", {{"actor", "writer"}});
}

Json Pair::receive(int count, const Json& more) {
  return dialogue_.ok("recv", reader(joined({{"count", count}}, more)));
}
Json Pair::send(const Json& members) { return dialogue_.ok("send", writer(members)); }

}  // namespace zassay
