#include "case/options.hpp"

#include <algorithm>
#include <sstream>

namespace zassay {
namespace {

constexpr const char* number_options =
    "AFFINITY RATE RECOVERY_IVL SNDBUF RCVBUF RCVMORE FD EVENTS TYPE LINGER RECONNECT_IVL BACKLOG RECONNECT_IVL_MAX "
    "MAXMSGSIZE SNDHWM RCVHWM MULTICAST_HOPS RCVTIMEO SNDTIMEO ROUTER_MANDATORY TCP_KEEPALIVE TCP_KEEPALIVE_CNT "
    "TCP_KEEPALIVE_IDLE TCP_KEEPALIVE_INTVL IMMEDIATE XPUB_VERBOSE ROUTER_RAW IPV6 MECHANISM PLAIN_SERVER CURVE_SERVER "
    "PROBE_ROUTER REQ_CORRELATE REQ_RELAXED CONFLATE ROUTER_HANDOVER TOS GSSAPI_SERVER GSSAPI_PLAINTEXT HANDSHAKE_IVL "
    "XPUB_NODROP BLOCKY XPUB_MANUAL STREAM_NOTIFY INVERT_MATCHING HEARTBEAT_IVL HEARTBEAT_TTL HEARTBEAT_TIMEOUT "
    "XPUB_VERBOSER CONNECT_TIMEOUT TCP_MAXRT THREAD_SAFE MULTICAST_MAXTPDU VMCI_BUFFER_SIZE VMCI_BUFFER_MIN_SIZE "
    "VMCI_BUFFER_MAX_SIZE VMCI_CONNECT_TIMEOUT USE_FD GSSAPI_PRINCIPAL_NAMETYPE GSSAPI_SERVICE_PRINCIPAL_NAMETYPE "
    "IPC_FILTER_PID IPC_FILTER_UID IPC_FILTER_GID IPV4ONLY DELAY_ATTACH_ON_CONNECT FAIL_UNROUTABLE ROUTER_BEHAVIOR "
    "ZAP_ENFORCE_DOMAIN LOOPBACK_FASTPATH MULTICAST_LOOP ROUTER_NOTIFY XPUB_MANUAL_LAST_VALUE IN_BATCH_SIZE "
    "OUT_BATCH_SIZE WSS_TRUST_SYSTEM ONLY_FIRST_SUBSCRIBE RECONNECT_STOP PRIORITY BUSY_POLL XSUB_VERBOSE_UNSUBSCRIBE "
    "TOPICS_COUNT NORM_MODE NORM_UNICAST_NACK NORM_BUFFER_SIZE NORM_SEGMENT_SIZE NORM_BLOCK_SIZE NORM_NUM_PARITY "
    "NORM_NUM_AUTOPARITY NORM_PUSH";

constexpr const char* bytes_options =
    "ROUTING_ID IDENTITY SUBSCRIBE UNSUBSCRIBE LAST_ENDPOINT PLAIN_USERNAME PLAIN_PASSWORD CURVE_PUBLICKEY "
    "CURVE_SECRETKEY CURVE_SERVERKEY ZAP_DOMAIN CONNECT_ROUTING_ID CONNECT_RID GSSAPI_PRINCIPAL "
    "GSSAPI_SERVICE_PRINCIPAL SOCKS_PROXY SOCKS_USERNAME SOCKS_PASSWORD XPUB_WELCOME_MSG BINDTODEVICE "
    "TCP_ACCEPT_FILTER METADATA HELLO_MSG DISCONNECT_MSG HICCUP_MSG WSS_KEY_PEM WSS_CERT_PEM WSS_TRUST_PEM "
    "WSS_HOSTNAME";

constexpr const char* number_context_options =
    "IO_THREADS MAX_SOCKETS SOCKET_LIMIT THREAD_PRIORITY THREAD_SCHED_POLICY MAX_MSGSZ MSG_T_SIZE "
    "THREAD_AFFINITY_CPU_ADD THREAD_AFFINITY_CPU_REMOVE IPV6 BLOCKY ZERO_COPY_RECV";

constexpr const char* bytes_context_options = "THREAD_NAME_PREFIX";

std::vector<OptionName> options_of(const char* numbers, const char* bytes) {
  std::vector<OptionName> options;
  std::string name;
  for (std::istringstream words(numbers); words >> name;) options.push_back({name, OptionKind::number});
  for (std::istringstream words(bytes); words >> name;) options.push_back({name, OptionKind::bytes});
  std::sort(options.begin(), options.end(), [](const auto& left, const auto& right) { return left.name < right.name; });
  return options;
}

}  // namespace

const std::vector<OptionName>& socket_options() {
  static const std::vector<OptionName> options = options_of(number_options, bytes_options);
  return options;
}

const std::vector<OptionName>& context_options() {
  static const std::vector<OptionName> options = options_of(number_context_options, bytes_context_options);
  return options;
}

const OptionName* find_option(const std::vector<OptionName>& options, const std::string& name) {
  const auto found =
      std::lower_bound(options.begin(), options.end(), name,
                       [](const OptionName& option, const std::string& key) { return option.name < key; });
  return found != options.end() && found->name == name ? &*found : nullptr;
}

const std::vector<std::string>& lower_case_socket_options() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const OptionName& option : socket_options()) list.push_back(lower_case(option.name));
    return list;
  }();
  return names;
}

bool is_whole_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string upper_case(std::string text) {
  for (char& letter : text) letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return text;
}

std::string lower_case(std::string text) {
  for (char& letter : text) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  return text;
}

}  // namespace zassay
