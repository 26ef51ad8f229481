#pragma once

#include <deque>
#include <initializer_list>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "adapter/adapter_process.hpp"
#include "adapter/validate.hpp"

namespace zassay {

/// A conversation with one adapter for one check. The first thing that is wrong settles the outcome; after that every
/// call returns at once with nothing, so that a check reads as the story that should happen.
class Dialogue {
 public:
  Dialogue(AdapterProcess& process, std::int64_t reply_limit_ms) : process_(process), reply_limit_ms_(reply_limit_ms) {}

  bool going() const { return !outcome_; }
  void complain(const std::string& sentence);  ///< the check has failed
  void cannot(const std::string& sentence);    ///< it cannot be asked of this adapter
  void demand(bool holds, const std::string& otherwise);
  void need(const char* capability);  ///< `cannot` without it
  ProtocolCheck outcome(std::string name, std::string sentence_if_ok) const;

  /// Sends a request; 0 when something is wrong already.
  std::uint64_t start(const std::string& op, Json arguments);
  /// Waits for the reply to it; events meanwhile are kept.
  Json reply(std::uint64_t id);
  Json ask(const std::string& op, Json arguments) { return reply(start(op, std::move(arguments))); }
  /// The reply's `ok`; `unsupported` cannot, anything else is a complaint.
  Json ok(const std::string& op, Json arguments);
  Json ok_of(std::uint64_t id);
  /// The reply must be of this kind ("unsupported", "bad_request"), or be this error ("EAGAIN").
  Json expect(const std::string& kind, const std::string& op, Json arguments);
  Json expect_of(const std::string& kind, std::uint64_t id);
  /// Waits for the first event that has all these members, among those of this dialogue.
  Json event(const Json& members);
  bool saw_event(const Json& members) const;
  /// The order in which replies came.
  bool came_before(std::uint64_t first, std::uint64_t second) const;

  std::string random_name();
  const Hello& hello() const { return process_.hello(); }
  AdapterProcess& process() { return process_; }

 private:
  bool hear();
  std::string named(std::uint64_t id) const;

  AdapterProcess& process_;
  std::int64_t reply_limit_ms_;
  std::optional<ProtocolCheck::Outcome> outcome_;
  std::string sentence_;
  std::map<std::uint64_t, std::string> ops_;
  std::map<std::uint64_t, Json> replies_;
  std::map<std::uint64_t, std::size_t> reply_order_;
  std::deque<Json> events_;
  std::minstd_rand random_{std::random_device{}()};
};

/// Two connected sockets with an actor each, for the checks that need traffic: `pull` of the actor `reader`, bound, and
/// `push` of the actor `writer`, connected.
class Pair {
 public:
  /// `send_mark` and `receive_mark`: high-water marks, 0 for the library's own.
  explicit Pair(Dialogue& dialogue, int send_mark = 0, int receive_mark = 0);
  /// Closes all of it. Actors that wait in a call are freed by context.shutdown where there is one.
  void close();

  Json receive(int count, const Json& more = Json::object());
  Json send(const Json& members);

  static Json reader(const Json& arguments);  ///< with "actor" and "socket" of the reading side
  static Json writer(const Json& arguments);

  pid_t reader_thread() const { return reader_thread_; }

 private:
  Dialogue& dialogue_;
  pid_t reader_thread_ = 0;
};

/// A JSON array of words; a braced list of strings would leave it to the compiler what it becomes.
Json words(std::initializer_list<const char*> list);

/// A check: a rule's name, what is said when it holds, and its story.
struct Rule {
  const char* name;
  const char* sentence;
  void (*story)(Dialogue&);
};

/// The rules by topic, in the order in which they are reported.
std::vector<Rule> request_rules();
std::vector<Rule> message_rules();
std::vector<Rule> waiting_rules();

}  // namespace zassay
