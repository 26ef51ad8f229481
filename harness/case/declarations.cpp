#include "case/declarations.hpp"

#include <algorithm>
#include <limits>

#include "case/suggest.hpp"

namespace zassay {
namespace {

class Declarations {
 public:
  Declarations(const Node& root, CellContext& context)
      : root_(root), context_(context), values_(context.values), arguments_(context) {}

  void read() {
    // Names first: a socket may be connected with one that stands below it.
    each("sockets",
         [&](const Node& key, const Node&) { context_.names.declare(key.text, Thing::socket, mark(key), errors()); });
    each("peers",
         [&](const Node& key, const Node&) { context_.names.declare(key.text, Thing::peer, mark(key), errors()); });
    each("sockets", [&](const Node& key, const Node& value) { read_socket(key, value); });
    each("peers", [&](const Node& key, const Node& value) { read_peer(key, value); });
    read_links();
    read_actors();
    context_.sides.insert("a");
    for (const SocketSpec& socket : context_.cell.sockets) context_.sides.insert(socket.side);
    read_contexts();
    each("messages", [&](const Node& key, const Node& value) { read_owned(key, value, Thing::message); });
    each("pipes", [&](const Node& key, const Node& value) { read_owned(key, value, Thing::pipe); });
    if (!context_.is_inproc()) return;
    for (SocketSpec& socket : context_.cell.sockets) socket.side = "a";
  }

 private:
  CaseErrors& errors() { return context_.errors; }
  Mark mark(const Node& node) const { return values_.mark(node); }

  template <typename Visitor>
  void each(const char* section, const Visitor& visit) {
    const Node* map = root_.find(section);
    if (map == nullptr) return;
    if (!map->is_map()) {
      values_.fail(*map, "wrong-kind", describe(*map) + " for " + in_quotes(section), "a mapping of names");
      return;
    }
    for (const auto& [key, value] : map->entries) visit(key, value);
  }

  void read_socket(const Node& key, const Node& value) {
    SocketSpec socket;
    socket.name = key.text;
    socket.actor = key.text;
    socket.mark = mark(key);
    if (!value.is_map()) {
      values_.fail(value, "wrong-kind", describe(value) + " for the socket " + in_quotes(key.text),
                   "a mapping with 'type'");
      context_.cell.sockets.push_back(std::move(socket));
      return;
    }
    if (value.find("type") == nullptr) {
      values_.fail(key, "missing-key", "the socket " + in_quotes(key.text) + " without 'type'",
                   "type: one of " + listing(words::socket_types()));
    }
    for (const auto& [name, node] : value.entries) read_socket_key(socket, name, node);
    context_.cell.sockets.push_back(std::move(socket));
  }

  void read_socket_key(SocketSpec& socket, const Node& key, const Node& node) {
    if (key.text == "type") {
      const Node* type = values_.resolve(node);
      // A type that the library may not know.
      const bool is_number = type != nullptr && is_whole_number(type->text) && type->text.size() <= 10 &&
                             std::stoll(type->text) <= std::numeric_limits<int>::max();
      socket.type = is_number ? type->text : arguments_.word(node, words::socket_types()).value_or("");
    } else if (key.text == "side") {
      read_side(socket, node);
    } else if (key.text == "context") {
      read_context(socket, node);
    } else if (key.text == "bind") {
      each_item(node, [&](const Node& item) {
        if (auto endpoint = arguments_.endpoint(item, true)) socket.bind.push_back(*endpoint);
      });
    } else if (key.text == "connect") {
      each_item(node, [&](const Node& item) { read_connect(socket, item); });
    } else if (key.text == "via") {
      if (const auto name = values_.text(node, "the name of a link")) socket.via = *name;
    } else if (key.text == "subscribe") {
      const Node* list = values_.list(node, "a list of prefixes, each bytes");
      for (const Node& item : list != nullptr ? list->items : std::vector<Node>{}) {
        if (auto prefix = values_.plain_bytes(item)) socket.subscribe.push_back(*prefix);
      }
    } else {
      read_socket_option(socket, key, node);
    }
  }

  template <typename Visitor>
  void each_item(const Node& node, const Visitor& visit) {
    const Node* value = values_.resolve(node);
    if (value == nullptr) return;
    if (!value->is_list()) return visit(node);
    for (const Node& item : value->items) visit(item);
  }

  void read_side(SocketSpec& socket, const Node& node) {
    const std::optional<std::string> text = values_.text(node, "a side");
    if (!text) return;
    if (text->size() == 1 && (*text)[0] >= 'a' && (*text)[0] <= 'z') {
      socket.side = *text;
    } else {
      values_.fail(node, "bad-side", in_quotes(*text) + " as a side", "one small letter: a, b, c, …");
    }
  }

  void read_context(SocketSpec& socket, const Node& node) {
    const std::optional<std::string> text = values_.text(node, "the name of a context");
    if (!text) return;
    if (is_name(*text)) {
      socket.context = *text;
    } else {
      values_.fail(node, "bad-name", in_quotes(*text) + " as a context",
                   "letters, digits, '-' and '_', a letter first, at most 64");
    }
  }

  void read_connect(SocketSpec& socket, const Node& item) {
    const std::optional<std::string> text = values_.text(item, "a socket's name, or a literal endpoint");
    if (!text) return;
    const bool is_literal = text->find("://") != std::string::npos;
    if (!is_literal && !arguments_.party(item)) return;
    socket.connect.push_back(*text);
  }

  void read_socket_option(SocketSpec& socket, const Node& key, const Node& node) {
    const std::string name = upper_case(key.text);
    if (key.text != lower_case(key.text) || find_option(socket_options(), name) == nullptr) {
      std::vector<std::string> known{"type", "side", "context", "bind", "connect", "via", "subscribe"};
      const auto& options = lower_case_socket_options();
      known.insert(known.end(), options.begin(), options.end());
      const std::string meant = nearest(key.text, known);
      values_.fail(
          key, "unknown-option", "the unknown key " + in_quotes(key.text) + " of a socket",
          "'type', 'side', 'context', 'bind', 'connect', 'via', 'subscribe' or the lower-case name of a socket option" +
              (meant.empty() ? "" : "; did you mean " + in_quotes(meant) + "?"));
      return;
    }
    const Node* given = values_.resolve(node);
    if (name == "LINGER" && given != nullptr && given->text == "default") {
      socket.options.emplace_back(name, nullptr);  // left as the library has it
      return;
    }
    if (auto value = arguments_.option_value(socket_options(), name, node))
      socket.options.emplace_back(name, std::move(*value));
  }

  void read_peer(const Node& key, const Node& value) {
    PeerSpec peer;
    peer.name = key.text;
    peer.mark = mark(key);
    peer.settings = arguments_.read(peer_shape(), value, key.text);
    peer.listens = peer.settings.contains("bind");
    peer.endpoint = string_member(peer.settings, peer.listens ? "bind" : "connect");
    for (const char* known : {"bind", "connect"}) peer.settings.erase(known);
    if (string_member(peer.settings, "as") == "counterpart") find_counterpart(key, peer);
    if (context_.is_inproc()) {
      values_.fail(key, "wire-inproc", "the peer " + in_quotes(key.text) + " over inproc, which has no wire",
                   "a matrix of ipc and tcp");
    }
    context_.cell.peers.push_back(std::move(peer));
  }

  /// A type that the socket at the other end of the peer's connections takes.
  void find_counterpart(const Node& key, PeerSpec& peer) {
    for (const SocketSpec& socket : context_.cell.sockets) {
      const bool leads_here =
          std::find(socket.connect.begin(), socket.connect.end(), peer.name) != socket.connect.end();
      const std::string type = words::counterpart_of(socket.type);
      if ((socket.name != peer.endpoint && !leads_here) || type.empty()) continue;
      peer.settings["as"] = type;
      return;
    }
    values_.fail(key, "no-counterpart",
                 "the peer " + in_quotes(key.text) + " with no socket whose type has a counterpart",
                 "'as' with a socket type");
  }

  /// A link is named by the sockets that go through it, and leads where they connect.
  void read_links() {
    for (const SocketSpec& socket : context_.cell.sockets) {
      if (socket.via.empty()) continue;
      LinkSpec link{socket.via, socket.connect.size() == 1 ? socket.connect.front() : "", socket.mark};
      const bool leads_somewhere = find_socket(context_.cell, link.to) != nullptr;
      const LinkSpec* known = find_link(context_.cell, link.name);
      if (known == nullptr) context_.names.declare(link.name, Thing::link, link.mark, errors());
      if (!leads_somewhere || (known != nullptr && known->to != link.to)) {
        errors().add(socket.mark, "bad-link", "the link " + in_quotes(link.name) + " that leads to no one socket",
                     "'via' at sockets that connect to one and the same socket of the case");
      } else if (known == nullptr) {
        context_.cell.links.push_back(link);
      }
      if (!context_.is_inproc()) continue;
      errors().add(socket.mark, "wire-inproc", "a link over inproc, which has no wire", "a matrix of ipc and tcp");
    }
  }

  void read_actors() {
    each("actors", [&](const Node& key, const Node& value) {
      const Node* list = values_.list(value, "a list of sockets");
      if (list == nullptr) return;
      std::vector<std::string>& owned = context_.cell.actors[key.text];
      for (const Node& item : list->items) read_owned_socket(key, item, owned);
      const bool is_its_only_socket = owned.size() == 1 && owned.front() == key.text;
      if (!is_its_only_socket) context_.names.declare(key.text, Thing::actor, mark(key), errors());
    });
  }

  void read_owned_socket(const Node& actor, const Node& item, std::vector<std::string>& owned) {
    const std::optional<std::string> name = values_.text(item, "the name of a socket");
    if (!name || context_.names.use(*name, Thing::socket, mark(item), errors()) == nullptr) return;
    auto& sockets = context_.cell.sockets;
    const auto socket =
        std::find_if(sockets.begin(), sockets.end(), [&](const auto& spec) { return spec.name == *name; });
    if (socket == sockets.end()) return;
    if (!actor_owned_.insert(*name).second) {
      values_.fail(item, "duplicate-name", "the socket " + in_quotes(*name) + " in a second place",
                   "one actor for each socket");
      return;
    }
    if (!owned.empty() && find_socket(context_.cell, owned.front())->side != socket->side) {
      values_.fail(item, "different-sides", "the socket " + in_quotes(*name) + " of side " + in_quotes(socket->side),
                   "sockets of one side in the actor " + in_quotes(actor.text) + ", which is on side " +
                       in_quotes(find_socket(context_.cell, owned.front())->side));
    }
    socket->actor = actor.text;
    owned.push_back(*name);
  }

  void read_contexts() {
    each("contexts", [&](const Node& key, const Node& value) {
      const std::optional<std::string> side = arguments_.side(key);
      const Node* map = values_.map(value, "a mapping of context options");
      if (!side || map == nullptr) return;
      Json& options = context_.cell.contexts[*side];
      if (options.is_null()) options = Json::object();
      for (const auto& [name, node] : map->entries) read_context_option(options, name, node);
    });
  }

  void read_context_option(Json& options, const Node& name, const Node& node) {
    const std::optional<Json> option = arguments_.context_option(name);
    if (!option) return;
    const auto value = arguments_.option_value(context_options(), *option, node);
    if (!value) return;
    if (!option->is_string()) {
      values_.fail(name, "unknown-option", "the number " + option->dump() + " for an option of a new context",
                   "its name in upper case; 'context_set' takes numbers");
      return;
    }
    const std::string text = option->get<std::string>();
    if (options.contains(text) && options[text] != *value) {
      values_.fail(name, "context-conflict", in_quotes(text) + " with two values over inproc",
                   "one value: over inproc all sides share one context");
    }
    options[text] = *value;
  }

  void read_owned(const Node& key, const Node& value, Thing thing) {
    context_.names.declare(key.text, thing, mark(key), errors());
    const Node* map = values_.map(value, "{actor: …}");
    if (map == nullptr) return;
    for (const auto& entry : map->entries) {
      if (entry.first.text == "actor") continue;
      values_.fail(entry.first, "unknown-key", "the unknown key " + in_quotes(entry.first.text), "'actor'");
    }
    const Node* actor = map->find("actor");
    if (actor == nullptr) {
      values_.fail(key, "missing-key", in_quotes(key.text) + " without 'actor'",
                   "actor: the name of an actor or a socket");
      return;
    }
    const std::optional<std::string> name = values_.text(*actor, "the name of an actor or a socket");
    if (!name) return;
    const std::string owner = context_.actor_of(*name);
    if (owner.empty()) {
      std::vector<std::string> known = context_.names.all_of(Thing::actor);
      for (const SocketSpec& socket : context_.cell.sockets) known.push_back(socket.name);
      values_.fail(*actor, "undefined-name", in_quotes(*name) + ", which is no actor", one_of(*name, known));
      return;
    }
    if (thing == Thing::message) context_.cell.messages.push_back({key.text, owner});
    if (thing == Thing::pipe) context_.cell.pipes.push_back({key.text, owner});
  }

  const Node& root_;
  CellContext& context_;
  Values& values_;
  Arguments arguments_;
  std::set<std::string> actor_owned_;
};

}  // namespace

void read_declarations(const Node& root, CellContext& context) { Declarations(root, context).read(); }

}  // namespace zassay
