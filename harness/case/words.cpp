#include "case/words.hpp"

#include <algorithm>
#include <map>

namespace zassay::words {

const Words& socket_types() {
  static const Words list{"PAIR",  "PUB",  "SUB",    "REQ",     "REP",    "DEALER", "ROUTER",
                          "PULL",  "PUSH", "XPUB",   "XSUB",    "STREAM", "SERVER", "CLIENT",
                          "RADIO", "DISH", "GATHER", "SCATTER", "DGRAM",  "PEER",   "CHANNEL"};
  return list;
}

const Words& transports() {
  static const Words list{"inproc", "ipc", "tcp"};
  return list;
}

const Words& levels() {
  static const Words list{"MUST", "SHOULD", "INFO"};
  return list;
}

const Words& error_names() {
  static const Words list{
      "EAGAIN",       "EINTR",     "EFSM",        "ETERM",         "EINVAL",          "ENOTSUP",
      "EHOSTUNREACH", "ENOTSOCK",  "EADDRINUSE",  "EADDRNOTAVAIL", "EPROTONOSUPPORT", "ENOCOMPATPROTO",
      "EMTHREAD",     "ENODEV",    "ENOENT",      "EMFILE",        "ENFILE",          "ENOMEM",
      "EFAULT",       "EBADF",     "EACCES",      "EPERM",         "EPROTO",          "EMSGSIZE",
      "ENOBUFS",      "ENETDOWN",  "ENETUNREACH", "ENETRESET",     "ECONNREFUSED",    "ECONNRESET",
      "ECONNABORTED", "ENOTCONN",  "EISCONN",     "EALREADY",      "EINPROGRESS",     "EAFNOSUPPORT",
      "ETIMEDOUT",    "EBUSY",     "EEXIST",      "ENAMETOOLONG",  "ERANGE",          "EOVERFLOW",
      "EDOM",         "EPIPE",     "ENOPROTOOPT", "EOPNOTSUPP",    "ESOCKTNOSUPPORT", "ENOSYS",
      "EDEADLK",      "ECANCELED", "EIO",         "ENOSPC",        "EDESTADDRREQ",    "EHOSTDOWN"};
  return list;
}

const Words& errors() {
  static const Words list = [] {
    Words more = error_names();
    more.insert(more.begin(), {"none", "any"});
    return more;
  }();
  return list;
}

const Words& timer_calls() {
  static const Words list{"add", "cancel", "set_interval", "reset", "timeout", "execute", "wait"};
  return list;
}

const Words& null_calls() {
  static const Words list{
      "context.term", "context.shutdown", "context.set", "context.get", "open",    "close", "bind", "connect",
      "unbind",       "disconnect",       "set",         "get",         "monitor", "send",  "recv", "poll",
      "proxy"};
  return list;
}

const Words& signals() {
  static const Words list{"SIGUSR1",  "SIGUSR2", "SIGALRM", "SIGHUP",  "SIGINT",    "SIGTERM", "SIGQUIT", "SIGCHLD",
                          "SIGWINCH", "SIGURG",  "SIGIO",   "SIGCONT", "SIGVTALRM", "SIGPROF", "SIGPIPE"};
  return list;
}

const Words& flags() {
  static const Words list{"DONTWAIT", "SNDMORE"};
  return list;
}

const Words& poll_events() {
  static const Words list{"IN", "OUT", "ERR", "PRI"};
  return list;
}

const Words& monitor_events() {
  static const Words list{"CONNECTED",
                          "CONNECT_DELAYED",
                          "CONNECT_RETRIED",
                          "LISTENING",
                          "BIND_FAILED",
                          "ACCEPTED",
                          "ACCEPT_FAILED",
                          "CLOSED",
                          "CLOSE_FAILED",
                          "DISCONNECTED",
                          "MONITOR_STOPPED",
                          "HANDSHAKE_FAILED_NO_DETAIL",
                          "HANDSHAKE_SUCCEEDED",
                          "HANDSHAKE_FAILED_PROTOCOL",
                          "HANDSHAKE_FAILED_AUTH"};
  return list;
}

const Words& capabilities() {
  static const Words list{"threads", "signals",  "reports_eintr", "poll",     "poll_descriptors", "monitor",
                          "proxy",   "messages", "free_events",   "shutdown", "term_interrupt",   "thread_state"};
  return list;
}

const Words& message_properties() {
  static const Words list{"MORE", "SHARED", "SRCFD"};
  return list;
}

const Words& sleeping_calls() {
  static const Words list{"recv", "send", "poll", "term", "proxy"};
  return list;
}

const Words& handler_modes() {
  static const Words list{"plain", "restart", "default"};
  return list;
}

const Words& send_calls() {
  static const Words list{"message", "buffer", "constant"};
  return list;
}

const Words& relay_calls() {
  static const Words list{"recv", "poll"};
  return list;
}

const Words& on_eintr() {
  static const Words list{"retry", "return"};
  return list;
}

const Words& causes() {
  static const Words list{"not-subscribed", "filtered",    "unroutable",    "no-peer",
                          "at-mark",        "linger",      "peer-gone",     "connection-cut",
                          "conflated",      "out-of-step", "shared-socket", "unexplained"};
  return list;
}

namespace {

/// The types that each one talks to, the one that suits it best first. RFC 37, "The Socket-Type Property".
const std::map<std::string, Words>& compatible_types() {
  static const std::map<std::string, Words> types{{"PAIR", {"PAIR"}},
                                                  {"PUB", {"SUB", "XSUB"}},
                                                  {"SUB", {"PUB", "XPUB"}},
                                                  {"REQ", {"REP", "ROUTER"}},
                                                  {"REP", {"REQ", "DEALER"}},
                                                  {"DEALER", {"ROUTER", "REP", "DEALER"}},
                                                  {"ROUTER", {"DEALER", "REQ", "ROUTER"}},
                                                  {"PULL", {"PUSH"}},
                                                  {"PUSH", {"PULL"}},
                                                  {"XPUB", {"XSUB", "SUB"}},
                                                  {"XSUB", {"XPUB", "PUB"}}};
  return types;
}

}  // namespace

std::string counterpart_of(const std::string& type) {
  const auto found = compatible_types().find(type);
  return found == compatible_types().end() ? std::string() : found->second.front();
}

bool are_compatible(const std::string& type, const std::string& other) {
  const auto found = compatible_types().find(type);
  return found != compatible_types().end() &&
         std::find(found->second.begin(), found->second.end(), other) != found->second.end();
}

const Words& peer_types() {
  static const Words list = [] {
    Words types = socket_types();
    types.push_back("counterpart");
    return types;
  }();
  return list;
}

const Words& versions() {
  static const Words list{"3.1", "3.0", "2.0", "1.0"};
  return list;
}

const Words& mechanisms() {
  static const Words list{"NULL", "PLAIN", "CURVE"};
  return list;
}

const Words& closings() {
  static const Words list{"FIN", "RST"};
  return list;
}

const Words& initiate_flaws() {
  static const Words list{"nonce", "vouch"};
  return list;
}

const Words& all() {
  static const Words list{"all"};
  return list;
}

}  // namespace zassay::words
