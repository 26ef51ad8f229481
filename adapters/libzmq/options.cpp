#include "adapters/libzmq/options.hpp"

#include <algorithm>

namespace zassay::libzmq {
namespace {

using enum OptionKind;
constexpr OptionNeed draft = OptionNeed::draft;
constexpr OptionNeed curve = OptionNeed::curve;
constexpr OptionNeed gssapi = OptionNeed::gssapi;

// Numbers, not the header's constants: a header of a stable release does not declare drafts, and a number that was
// given out once never changes its meaning.
constexpr Option all_socket_options[] = {
    {"AFFINITY", 4, natural64},
    {"ROUTING_ID", 5, bytes},
    {"IDENTITY", 5, bytes},
    {"SUBSCRIBE", 6, bytes},
    {"UNSUBSCRIBE", 7, bytes},
    {"RATE", 8, integer},
    {"RECOVERY_IVL", 9, integer},
    {"SNDBUF", 11, integer},
    {"RCVBUF", 12, integer},
    {"RCVMORE", 13, integer},
    {"FD", 14, integer},
    {"EVENTS", 15, integer},
    {"TYPE", 16, integer},
    {"LINGER", 17, integer},
    {"RECONNECT_IVL", 18, integer},
    {"BACKLOG", 19, integer},
    {"RECONNECT_IVL_MAX", 21, integer},
    {"MAXMSGSIZE", 22, integer64},
    {"SNDHWM", 23, integer},
    {"RCVHWM", 24, integer},
    {"MULTICAST_HOPS", 25, integer},
    {"RCVTIMEO", 27, integer},
    {"SNDTIMEO", 28, integer},
    {"IPV4ONLY", 31, integer},
    {"LAST_ENDPOINT", 32, string},
    {"ROUTER_MANDATORY", 33, integer},
    {"ROUTER_BEHAVIOR", 33, integer},
    {"FAIL_UNROUTABLE", 33, integer},
    {"TCP_KEEPALIVE", 34, integer},
    {"TCP_KEEPALIVE_CNT", 35, integer},
    {"TCP_KEEPALIVE_IDLE", 36, integer},
    {"TCP_KEEPALIVE_INTVL", 37, integer},
    {"TCP_ACCEPT_FILTER", 38, bytes},
    {"IMMEDIATE", 39, integer},
    {"DELAY_ATTACH_ON_CONNECT", 39, integer},
    {"XPUB_VERBOSE", 40, integer},
    {"ROUTER_RAW", 41, integer},
    {"IPV6", 42, integer},
    {"MECHANISM", 43, integer},
    {"PLAIN_SERVER", 44, integer},
    {"PLAIN_USERNAME", 45, string},
    {"PLAIN_PASSWORD", 46, string},
    {"CURVE_SERVER", 47, integer, curve},
    {"CURVE_PUBLICKEY", 48, curve_key, curve},
    {"CURVE_SECRETKEY", 49, curve_key, curve},
    {"CURVE_SERVERKEY", 50, curve_key, curve},
    {"PROBE_ROUTER", 51, integer},
    {"REQ_CORRELATE", 52, integer},
    {"REQ_RELAXED", 53, integer},
    {"CONFLATE", 54, integer},
    {"ZAP_DOMAIN", 55, string},
    {"ROUTER_HANDOVER", 56, integer},
    {"TOS", 57, integer},
    {"IPC_FILTER_PID", 58, integer},
    {"IPC_FILTER_UID", 59, integer},
    {"IPC_FILTER_GID", 60, integer},
    {"CONNECT_ROUTING_ID", 61, bytes},
    {"CONNECT_RID", 61, bytes},
    {"GSSAPI_SERVER", 62, integer, gssapi},
    {"GSSAPI_PRINCIPAL", 63, string, gssapi},
    {"GSSAPI_SERVICE_PRINCIPAL", 64, string, gssapi},
    {"GSSAPI_PLAINTEXT", 65, integer, gssapi},
    {"HANDSHAKE_IVL", 66, integer},
    {"SOCKS_PROXY", 68, string},
    {"XPUB_NODROP", 69, integer},
    {"BLOCKY", 70, integer},
    {"XPUB_MANUAL", 71, integer},
    {"XPUB_WELCOME_MSG", 72, bytes},
    {"STREAM_NOTIFY", 73, integer},
    {"INVERT_MATCHING", 74, integer},
    {"HEARTBEAT_IVL", 75, integer},
    {"HEARTBEAT_TTL", 76, integer},
    {"HEARTBEAT_TIMEOUT", 77, integer},
    {"XPUB_VERBOSER", 78, integer},
    {"CONNECT_TIMEOUT", 79, integer},
    {"TCP_MAXRT", 80, integer},
    {"THREAD_SAFE", 81, integer},
    {"MULTICAST_MAXTPDU", 84, integer},
    {"VMCI_BUFFER_SIZE", 85, natural64},
    {"VMCI_BUFFER_MIN_SIZE", 86, natural64},
    {"VMCI_BUFFER_MAX_SIZE", 87, natural64},
    {"VMCI_CONNECT_TIMEOUT", 88, integer},
    {"USE_FD", 89, integer},
    {"GSSAPI_PRINCIPAL_NAMETYPE", 90, integer, gssapi},
    {"GSSAPI_SERVICE_PRINCIPAL_NAMETYPE", 91, integer, gssapi},
    {"BINDTODEVICE", 92, string},
    {"ZAP_ENFORCE_DOMAIN", 93, integer, draft},
    {"LOOPBACK_FASTPATH", 94, integer, draft},
    {"METADATA", 95, bytes, draft},
    {"MULTICAST_LOOP", 96, integer, draft},
    {"ROUTER_NOTIFY", 97, integer, draft},
    {"XPUB_MANUAL_LAST_VALUE", 98, integer, draft},
    {"SOCKS_USERNAME", 99, string, draft},
    {"SOCKS_PASSWORD", 100, string, draft},
    {"IN_BATCH_SIZE", 101, integer, draft},
    {"OUT_BATCH_SIZE", 102, integer, draft},
    {"WSS_KEY_PEM", 103, string, draft},
    {"WSS_CERT_PEM", 104, string, draft},
    {"WSS_TRUST_PEM", 105, string, draft},
    {"WSS_HOSTNAME", 106, string, draft},
    {"WSS_TRUST_SYSTEM", 107, integer, draft},
    {"ONLY_FIRST_SUBSCRIBE", 108, integer, draft},
    {"RECONNECT_STOP", 109, integer, draft},
    {"HELLO_MSG", 110, bytes, draft},
    {"DISCONNECT_MSG", 111, bytes, draft},
    {"PRIORITY", 112, integer, draft},
    {"BUSY_POLL", 113, integer, draft},
    {"HICCUP_MSG", 114, bytes, draft},
    {"XSUB_VERBOSE_UNSUBSCRIBE", 115, integer, draft},
    {"TOPICS_COUNT", 116, integer, draft},
    {"NORM_MODE", 117, integer, draft},
    {"NORM_UNICAST_NACK", 118, integer, draft},
    {"NORM_BUFFER_SIZE", 119, integer, draft},
    {"NORM_SEGMENT_SIZE", 120, integer, draft},
    {"NORM_BLOCK_SIZE", 121, integer, draft},
    {"NORM_NUM_PARITY", 122, integer, draft},
    {"NORM_NUM_AUTOPARITY", 123, integer, draft},
    {"NORM_PUSH", 124, integer, draft},
};

constexpr Option all_context_options[] = {
    {"IO_THREADS", 1, integer},
    {"MAX_SOCKETS", 2, integer},
    {"SOCKET_LIMIT", 3, integer},
    {"THREAD_PRIORITY", 3, integer},
    {"THREAD_SCHED_POLICY", 4, integer},
    {"MAX_MSGSZ", 5, integer},
    {"MSG_T_SIZE", 6, integer},
    {"THREAD_AFFINITY_CPU_ADD", 7, integer},
    {"THREAD_AFFINITY_CPU_REMOVE", 8, integer},
    {"THREAD_NAME_PREFIX", 9, integer},
    {"ZERO_COPY_RECV", 10, integer, draft},
    {"IPV6", 42, integer},
    {"BLOCKY", 70, integer},
};

const Option* find(std::span<const Option> options, std::string_view name) {
  const auto found = std::ranges::find(options, name, &Option::name);
  return found != options.end() ? &*found : nullptr;
}

}  // namespace

std::span<const Option> socket_options() { return all_socket_options; }
std::span<const Option> context_options() { return all_context_options; }
const Option* find_socket_option(std::string_view name) { return find(all_socket_options, name); }
const Option* find_context_option(std::string_view name) { return find(all_context_options, name); }

const char* need_name(OptionNeed need) {
  switch (need) {
    case OptionNeed::draft:
      return "draft";
    case OptionNeed::curve:
      return "curve";
    case OptionNeed::gssapi:
      return "gssapi";
    case OptionNeed::nothing:
      break;
  }
  return "";
}

}  // namespace zassay::libzmq
