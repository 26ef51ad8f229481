#include "mutants/model/options.hpp"

#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstring>

namespace zassay::model {
namespace {

constexpr unsigned bit(int type) { return 1U << static_cast<unsigned>(type); }
constexpr unsigned every_type = ~0U;
constexpr unsigned publishers = bit(ZMQ_PUB) | bit(ZMQ_XPUB);
// Options that zmq.h names among its drafts only.
constexpr int manual_last_value = 98;
constexpr int only_first_subscribe = 108;
constexpr unsigned xsubs = bit(ZMQ_XSUB);
constexpr unsigned probers = bit(ZMQ_REQ) | bit(ZMQ_DEALER) | bit(ZMQ_ROUTER);

struct Number {
  int option;
  int Options::*member;
  int least;
  int most;
  unsigned types;
};

constexpr Number numbers[] = {
    {ZMQ_SNDHWM, &Options::send_mark, 0, INT_MAX, every_type},
    {ZMQ_RCVHWM, &Options::receive_mark, 0, INT_MAX, every_type},
    {ZMQ_LINGER, &Options::linger_ms, -1, INT_MAX, every_type},
    {ZMQ_RCVTIMEO, &Options::receive_limit_ms, -1, INT_MAX, every_type},
    {ZMQ_SNDTIMEO, &Options::send_limit_ms, -1, INT_MAX, every_type},
    {ZMQ_CONFLATE, &Options::conflate, 0, 1, every_type},
    {ZMQ_INVERT_MATCHING, &Options::inverted, 0, 1, every_type},
    {ZMQ_ROUTER_MANDATORY, &Options::mandatory, 0, 1, bit(ZMQ_ROUTER)},
    {ZMQ_ROUTER_HANDOVER, &Options::handover, 0, 1, bit(ZMQ_ROUTER)},
    {ZMQ_PROBE_ROUTER, &Options::probe, 0, 1, probers},
    {ZMQ_REQ_CORRELATE, &Options::correlate, 0, 1, bit(ZMQ_REQ)},
    {ZMQ_REQ_RELAXED, &Options::relaxed, 0, 1, bit(ZMQ_REQ)},
    {ZMQ_XPUB_VERBOSE, &Options::verbose, 0, 1, publishers},
    {ZMQ_XPUB_VERBOSER, &Options::verboser, 0, 1, publishers},
    {ZMQ_XPUB_NODROP, &Options::no_drop, 0, 1, publishers},
    {ZMQ_XPUB_MANUAL, &Options::manual, 0, 1, publishers},
    {manual_last_value, &Options::last_value, 0, 1, publishers},
    {only_first_subscribe, &Options::only_first, 0, 1, publishers | xsubs},
};

/// Options about connections over a network: taken, checked and given back, and of no effect over inproc.
struct Other {
  int option;
  std::size_t size;
  long first;
  long least;
  long most;
};

constexpr Other others_known[] = {
    {ZMQ_AFFINITY, 8, 0, LONG_MIN, LONG_MAX},
    {ZMQ_MAXMSGSIZE, 8, -1, -1, LONG_MAX},
    {ZMQ_IMMEDIATE, 4, 0, 0, 1},
    {ZMQ_RATE, 4, 100, 1, INT_MAX},
    {ZMQ_RECOVERY_IVL, 4, 10000, 0, INT_MAX},
    {ZMQ_SNDBUF, 4, -1, -1, INT_MAX},
    {ZMQ_RCVBUF, 4, -1, -1, INT_MAX},
    {ZMQ_RECONNECT_IVL, 4, 100, -1, INT_MAX},
    {ZMQ_RECONNECT_IVL_MAX, 4, 0, 0, INT_MAX},
    {ZMQ_BACKLOG, 4, 100, 0, INT_MAX},
    {ZMQ_MULTICAST_HOPS, 4, 1, 1, INT_MAX},
    {ZMQ_TCP_KEEPALIVE, 4, -1, -1, 1},
    {ZMQ_TCP_KEEPALIVE_CNT, 4, -1, -1, INT_MAX},
    {ZMQ_TCP_KEEPALIVE_IDLE, 4, -1, -1, INT_MAX},
    {ZMQ_TCP_KEEPALIVE_INTVL, 4, -1, -1, INT_MAX},
    {ZMQ_IPV6, 4, 0, 0, 1},
    {ZMQ_TOS, 4, 0, 0, INT_MAX},
    {ZMQ_HANDSHAKE_IVL, 4, 30000, 0, INT_MAX},
    {ZMQ_HEARTBEAT_IVL, 4, 0, 0, INT_MAX},
    {ZMQ_HEARTBEAT_TTL, 4, 0, 0, 6553599},
    {ZMQ_HEARTBEAT_TIMEOUT, 4, -1, 0, INT_MAX},
    {ZMQ_CONNECT_TIMEOUT, 4, 0, 0, INT_MAX},
    {ZMQ_TCP_MAXRT, 4, 0, 0, INT_MAX},
    {ZMQ_MULTICAST_MAXTPDU, 4, 1500, 1, INT_MAX},
    {ZMQ_PLAIN_SERVER, 4, 0, 0, 1},
    {ZMQ_MECHANISM, 4, ZMQ_NULL, 1, 0},  // to be read only: no value can be set
};

template <typename Rows>
auto find(const Rows& rows, int option) {
  const auto found = std::ranges::find_if(rows, [option](const auto& row) { return row.option == option; });
  return found != std::end(rows) ? &*found : nullptr;
}

/// Reads a number of 4 or 8 octets; false if the length is another one or the value is out of range.
bool read(const void* value, std::size_t size, std::size_t due, long least, long most, long& number) {
  if (value == nullptr || size != due) return false;
  std::int32_t narrow = 0;
  std::int64_t wide = 0;
  if (size == sizeof narrow) {
    std::memcpy(&narrow, value, size);
    wide = narrow;
  } else {
    std::memcpy(&wide, value, size);
  }
  number = wide;
  return least <= wide && wide <= most;
}

bool read_id(const void* value, std::size_t size, std::string& id) {
  if (value == nullptr || size < 1 || size > 255) return false;  // API-OPT-27
  id.assign(static_cast<const char*>(value), size);
  return true;
}

}  // namespace

int Options::set(int type, int option, const void* value, std::size_t size) {
  long number = 0;
  if (const Number* const row = find(numbers, option)) {
    if ((row->types & bit(type)) == 0) return EINVAL;
    if (!read(value, size, sizeof(int), row->least, row->most, number)) return EINVAL;
    this->*row->member = static_cast<int>(number);
    return 0;
  }
  if (const Other* const row = find(others_known, option)) {
    if (!read(value, size, row->size, row->least, row->most, number)) return EINVAL;
    others[option] = option == ZMQ_HEARTBEAT_TTL ? number / 100 * 100 : number;  // API-OPT-10: tenths of a second
    return 0;
  }
  if (option == ZMQ_ROUTING_ID) return read_id(value, size, routing_id) ? 0 : EINVAL;
  if (option == ZMQ_CONNECT_ROUTING_ID && type == ZMQ_ROUTER) return read_id(value, size, next_peer_id) ? 0 : EINVAL;
  if (option == ZMQ_XPUB_WELCOME_MSG && (publishers & bit(type)) != 0) {
    welcome.assign(static_cast<const char*>(value), value != nullptr ? size : 0);
    return 0;
  }
  return EINVAL;
}

int give(const void* from, std::size_t length, void* value, std::size_t* size) {
  if (value == nullptr || size == nullptr || *size < length) return EINVAL;
  if (length != 0) std::memcpy(value, from, length);
  *size = length;
  return 0;
}

int Options::get(int type, int option, void* value, std::size_t* size) const {
  if (const Number* const row = find(numbers, option)) {
    if (row->types != every_type) return EINVAL;  // these can be set only
    return give(&(this->*row->member), sizeof(int), value, size);
  }
  if (const Other* const row = find(others_known, option)) {
    const auto found = others.find(option);
    const std::int64_t wide = found != others.end() ? found->second : row->first;
    const auto narrow = static_cast<std::int32_t>(wide);
    return row->size == sizeof narrow ? give(&narrow, sizeof narrow, value, size)
                                      : give(&wide, sizeof wide, value, size);
  }
  if (option == ZMQ_TYPE) return give(&type, sizeof type, value, size);
  if (option == ZMQ_ROUTING_ID) return give(routing_id.data(), routing_id.size(), value, size);
  return EINVAL;
}

}  // namespace zassay::model
