#include "case/continuity.hpp"

#include <algorithm>
#include <set>

#include "case/suggest.hpp"

namespace zassay {
namespace {

/// Visits every step, those of `repeat` included.
template <typename Visitor>
void each_step(const std::vector<Step>& steps, const Visitor& visit) {
  for (const Step& step : steps) {
    visit(step);
    each_step(step.steps, visit);
  }
}

std::vector<std::string> strings_of(const Json& arguments, const char* key) {
  std::vector<std::string> texts;
  for (const Json& item : arguments.value(key, Json::array())) texts.push_back(item.get<std::string>());
  return texts;
}

class Continuity {
 public:
  Continuity(const Case& cell, CaseErrors& errors) : cell_(cell), errors_(errors) {
    for (const MessageSpec& message : cell.messages) owners_[message.name] = message.actor;
    for (const PipeSpec& pipe : cell.pipes) owners_[pipe.name] = pipe.actor;
    for (const SocketSpec& socket : cell.sockets) {
      owners_[socket.name] = socket.actor;
      sides_[socket.actor] = socket.side;
    }
  }

  void check() {
    follow(cell_.steps);
    for (const SocketSpec& socket : cell_.sockets) {
      if (!ever_opened_.contains(socket.name)) {
        errors_.add(socket.mark, "never-opened", "the socket " + in_quotes(socket.name) + " that no step opens",
                    "'open: " + socket.name + "', or no declaration");
      }
      for (const std::string& peer : socket.connect) check_peer(peer, socket.mark);
    }
    for (const PeerSpec& peer : cell_.peers) {
      if (!peer.listens) check_peer(peer.endpoint, peer.mark);
      if (ever_opened_.contains(peer.name)) continue;
      errors_.add(peer.mark, "never-opened", "the peer " + in_quotes(peer.name) + " that no step opens",
                  "'open: " + peer.name + "', or no declaration");
    }
  }

 private:
  void follow(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      visit(step);
      follow(step.steps);
      // The second round starts where the first one ended.
      if (!step.steps.empty() && integer_member(step.arguments, "count", 1) > 1) follow(step.steps);
    }
  }

  void visit(const Step& step) {
    if (step.verb == "open") return open(step);
    if (step.verb == "close" && step.target.empty()) return close(step);
    if (step.verb == "kill") return kill(step);
    if (step.verb == "until") return until(step);
    if (step.verb == "hand_over") return hand_over(step);
    if (step.verb == "poll" && touched(step).empty()) {
      errors_.add(step.mark, "nobody-polls", "'poll' of nothing", "'at: x' beside no items: whose thread polls");
    }
    if (step.verb == "poll" || step.verb == "proxy") return check_owned(step, "");
    const bool is_socket = find_socket(cell_, step.target) != nullptr;
    if (step.verb == "relay") return check_owned(step, step.target);
    if (find_link(cell_, step.target) != nullptr) return;
    if (find_peer(cell_, step.target) != nullptr) return check_turn(step);
    if (is_socket) {
      require_open(step.target, step);
    } else if (!step.target.empty()) {
      check_owned(step, owner(step.target));
    }
    if (step.verb == "timers") check_timer(step);
    if (step.verb == "connect" || step.verb == "disconnect")
      check_peer(string_member(step.arguments, "endpoint"), step.mark);
    if (step.arguments.contains("to") && is_socket) check_target(step);
  }

  /// A call of the timers names the timer that it is about, and the interval that it sets.
  void check_timer(const Step& step) {
    const std::string call = string_member(step.arguments, "call");
    const bool sets = call == "add" || call == "set_interval";
    const bool is_of_one = sets || call == "cancel" || call == "reset";
    if (is_of_one == step.arguments.contains("timer") && sets == step.arguments.contains("interval")) return;
    errors_.add(step.mark, "wrong-timer", in_quotes(call) + " of timers with other keys than its own",
                "'timer' for one timer, and 'interval' where one is set");
  }

  /// A peer must be open; it accepts if it listens, and connects if it does not.
  void check_turn(const Step& step) {
    require_open(step.target, step);
    const bool listens = find_peer(cell_, step.target)->listens;
    if (step.verb != (listens ? "connect" : "accept")) return;
    errors_.add(step.mark, "wrong-verb", in_quotes(step.text) + " of a peer that " + (listens ? "listens" : "connects"),
                in_quotes(step.target + (listens ? ".accept" : ".connect")));
  }

  void open(const Step& step) {
    for (const std::string& name : strings_of(step.arguments, "names")) {
      ever_opened_.insert(name);
      if (open_.insert(name).second) continue;
      errors_.add(step.mark, "already-open", "'open' of " + in_quotes(name) + ", which is open", "a 'close' before it");
    }
  }

  void close(const Step& step) {
    for (const std::string& name : strings_of(step.arguments, "names")) {
      require_open(name, step);
      open_.erase(name);
      if (const SocketSpec* socket = find_socket(cell_, name)) owners_[name] = socket->actor;
    }
  }

  void kill(const Step& step) {
    const std::string side = string_member(step.arguments, "side");
    if (cell_.transport == "inproc") {
      errors_.add(step.mark, "kill-inproc", "a 'kill' over inproc, where all sides are one process",
                  "a matrix or an 'except' without inproc");
      return;
    }
    killed_.insert(side);
    for (const SocketSpec& socket : cell_.sockets) {
      if (socket.side != side) continue;
      open_.erase(socket.name);
      owners_[socket.name] = socket.actor;
    }
  }

  /// The socket is open, the other actor is on its side, and from here on the socket is that actor's.
  void hand_over(const Step& step) {
    require_open(step.target, step);
    const std::string actor = string_member(step.arguments, "to");
    const std::string side = find_socket(cell_, step.target)->side;
    const auto [place, is_new] = sides_.try_emplace(actor, side);  // an actor without a socket goes where it gets one
    if (place->second != side) {
      errors_.add(
          step.mark, "different-sides",
          in_quotes(step.text) + " of side " + in_quotes(side) + " to an actor of side " + in_quotes(place->second),
          "an actor of the same side");
    }
    if (owner(step.target) == actor) {
      errors_.add(step.mark, "no-change", in_quotes(step.text) + " to " + in_quotes(actor) + ", which has it",
                  "another actor");
    }
    owners_[step.target] = actor;
  }

  void until(const Step& step) {
    const std::string gone = string_member(step.arguments, "gone");
    if (!gone.empty() && !killed_.contains(gone) && cell_.transport != "inproc") {
      errors_.add(step.mark, "not-killed", "'gone' of the side " + in_quotes(gone) + ", which no earlier step kills",
                  "'kill: " + gone + "' before it");
    }
    for (const char* key : {"subscribed", "connected", "at"}) {
      const std::string name = string_member(step.arguments, key);
      if (!name.empty()) require_open(name, step);
    }
    if (step.arguments.contains("event")) require_open(string_member(step.arguments["event"], "socket"), step);
  }

  /// The sockets, pipes and messages that a call touches, apart from its target.
  std::vector<std::string> touched(const Step& step) const {
    std::vector<std::string> names;
    for (const char* key : {"frontend", "backend", "capture", "socket", "from", "to", "at", "beside"}) {
      const std::string name = string_member(step.arguments, key);
      if (!name.empty()) names.push_back(name);
    }
    const Json items = step.arguments.value("items", Json::object());
    for (const auto& item : items.items()) names.push_back(item.key());
    return names;
  }

  /// All that is touched is open and belongs to the actor; empty: to the first one's.
  void check_owned(const Step& step, std::string actor) {
    for (const std::string& name : touched(step)) {
      if (find_socket(cell_, name) != nullptr) require_open(name, step);
      const std::string its_actor = owner(name);
      if (actor.empty()) actor = its_actor;
      if (its_actor == actor || its_actor.empty()) continue;
      errors_.add(step.mark, "different-actors",
                  in_quotes(step.text) + " over " + in_quotes(name) + " of the actor " + in_quotes(its_actor),
                  "things of one actor, here " + in_quotes(actor) + ": 'actors' groups them");
    }
  }

  std::string owner(const std::string& name) const {
    const auto found = owners_.find(name);
    return found == owners_.end() ? std::string() : found->second;
  }

  void require_open(const std::string& name, const Step& step) {
    if (name.empty() || open_.contains(name)) return;
    errors_.add(step.mark, "not-open", in_quotes(step.text) + " while " + in_quotes(name) + " is not open",
                "'open: " + name + "' before it");
  }

  void check_peer(const std::string& peer, const Mark& mark) {
    const PeerSpec* played = find_peer(cell_, peer);
    if (played != nullptr && !played->listens) {
      errors_.add(mark, "no-endpoint", "a connection with the peer " + in_quotes(peer) + ", which connects itself",
                  "'bind: auto' at " + in_quotes(peer));
    }
    const SocketSpec* socket = find_socket(cell_, peer);
    if (socket == nullptr || !socket->bind.empty()) return;
    bool binds = false;
    each_step(cell_.steps, [&](const Step& step) { binds |= step.verb == "bind" && step.target == peer; });
    if (binds) return;
    errors_.add(mark, "no-endpoint", "a connection with " + in_quotes(peer) + ", which never binds",
                "'bind' at " + in_quotes(peer) + ", or another peer");
  }

  void check_target(const Step& step) {
    const std::string target = string_member(step.arguments, "to");
    const SocketSpec* socket = find_socket(cell_, target);
    if (socket == nullptr) return;
    const auto is_id = [](const std::string& option) { return option == "ROUTING_ID" || option == "IDENTITY"; };
    bool has_id = std::any_of(socket->options.begin(), socket->options.end(),
                              [&](const auto& option) { return is_id(option.first); });
    each_step(cell_.steps, [&](const Step& other) {
      has_id |= other.verb == "set" && other.target == target && is_id(string_member(other.arguments, "option"));
    });
    if (has_id) return;
    errors_.add(step.mark, "no-routing-id",
                in_quotes(step.text) + " to " + in_quotes(target) + ", which has no 'routing_id'",
                "'routing_id' at " + in_quotes(target));
  }

  const Case& cell_;
  CaseErrors& errors_;
  std::map<std::string, std::string> owners_;  ///< of what is open, at this step
  std::map<std::string, std::string> sides_;   ///< of actors
  std::set<std::string> open_;
  std::set<std::string> ever_opened_;
  std::set<std::string> killed_;
};

}  // namespace

void check_continuity(const Case& cell, CaseErrors& errors) { Continuity(cell, errors).check(); }

}  // namespace zassay
