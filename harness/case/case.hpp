#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace zassay {

/// A place in a case file; lines and columns count from 1.
struct Mark {
  std::string file;
  int line = 0;
  int column = 0;  ///< in bytes

  bool operator==(const Mark&) const = default;
};

enum class Level { must, should, info };

struct SocketSpec {
  std::string name;
  std::string type;  ///< "PUSH"
  std::string side = "a";
  std::string context;                 ///< of its side; empty: the side's own
  std::string actor;                   ///< the actor that owns it: its own name unless `actors` says otherwise
  std::vector<std::string> bind;       ///< "auto" or literal endpoints
  std::vector<std::string> connect;    ///< names of sockets or peers, or literal endpoints (they contain "://")
  std::string via;                     ///< the link that its connections go through; empty if none
  std::vector<std::string> subscribe;  ///< prefixes, as bytes
  std::vector<std::pair<std::string, Json>> options;  ///< upper-case name → integer or {"b64": …}, in order
  Mark mark;
};

struct MessageSpec {
  std::string name;
  std::string actor;
};

/// A side that the harness plays itself, in raw ZMTP: it either listens or connects.
struct PeerSpec {
  std::string name;
  bool listens = false;
  std::string endpoint;  ///< "auto" or a literal endpoint to listen at; a socket's name or a literal one to connect to
  Json settings = Json::object();  ///< as, version, mechanism, keys: docs/case-format.md
  Mark mark;
};

/// A relay on the way from the sockets that say `via` to the one that they connect to.
struct LinkSpec {
  std::string name;
  std::string to;  ///< the socket that it leads to
  Mark mark;
};

struct PipeSpec {
  std::string name;
  std::string actor;
};

/// One line of the story. `arguments` holds the verb's keys, normalised: numbers as integers, durations in
/// milliseconds ("forever" is -1), bytes as {"b64": …} or {"size","generator","first"}, flags as upper-case strings,
/// things of the wire as {"greeting": {…}}, single names as lists where the verb takes several ("open", "close",
/// "join": {"names": […]}; "through": […]). Keys that the case leaves out are left out here. What is written alone
/// stands under its key: shutdown, term, kill
/// {"side"}; hand_over {"to"}; bind, unbind, connect, disconnect {"endpoint"}; subscribe, unsubscribe {"prefix"}; copy,
/// move {"from"}; get {"option"} or, of a message, {"property"}; gets {"property"}; repeat {"count"}. set {"option",
/// "value"}; context_set {"side", "option", "value"}; option names are upper case, or integers. A side is "a" over
/// inproc; handler always has "side".
struct Step {
  Mark mark;
  std::string text;    ///< the verb as written: "push.send", "until blocked"
  std::string target;  ///< socket, peer, link, message, pipe or (relay: always) actor; empty for verbs of the harness
  std::string verb;    ///< "send", "open", "until", …
  Json arguments = Json::object();
  std::string name;         ///< from `as:`; empty if none
  bool started = false;     ///< inside `start:`
  std::vector<Step> steps;  ///< of `repeat`
};

/// `arguments` holds the check's keys, normalised as for steps; a subject written alone ("exact: s", "blocks: op") is
/// put under the check's main key ("stream", "op", "at", "message").
struct Expectation {
  Mark mark;
  std::string check;
  Level level = Level::must;
  Json arguments = Json::object();
};

/// One cell's case: every parameter is filled in, every name is resolved.
struct Case {
  std::string name;  ///< "hwm/push-blocks-and-resumes"
  std::string file;
  std::string title;
  std::string why;
  std::vector<std::string> clauses;
  Level level = Level::must;
  std::vector<std::string> tags;
  std::vector<std::string> needs;
  std::string transport = "inproc";
  std::vector<std::pair<std::string, Json>> parameters;  ///< in the order of the matrix, transport included
  std::map<std::string, Json> contexts;                  ///< side → {option: value}
  std::vector<SocketSpec> sockets;
  std::vector<PeerSpec> peers;
  std::vector<LinkSpec> links;
  std::map<std::string, std::vector<std::string>> actors;  ///< only those declared
  std::vector<MessageSpec> messages;
  std::vector<PipeSpec> pipes;
  std::map<std::string, int> streams;  ///< name → number from 1, in order of first use
  std::vector<Step> steps;
  std::vector<Expectation> expect;
  std::vector<std::string> mutants;
};

/// A case file with all its cells, in the order of the matrix (the last parameter turns fastest).
struct CaseFile {
  std::string name;
  std::string file;
  std::string source;  ///< the text, for reports
  std::string sha256;
  std::vector<Case> cells;
};

/// "hwm/push-blocks-and-resumes[transport=tcp,hwm=10]": the case's name and its parameters.
std::string cell_name(const Case& cell);

const SocketSpec* find_socket(const Case& cell, const std::string& name);
const PeerSpec* find_peer(const Case& cell, const std::string& name);
const LinkSpec* find_link(const Case& cell, const std::string& name);

}  // namespace zassay
