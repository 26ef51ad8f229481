#include "link/naming.hpp"

#include <cctype>
#include <utility>

#include "wire/octets.hpp"

namespace zassay::link {
namespace {

constexpr std::uint8_t sub_of_revision = 2;  // RFC 15, "socket-type"
constexpr std::uint8_t xsub_of_libzmq = 10;  // RFC 15 has no XSUB: libzmq sends its own number

/// The value of Socket-Type in the metadata of a command; of what is not there as a whole, as far as it goes.
std::string socket_type_of(const wire::Item& item) {
  std::string_view left = std::string_view(item.body).substr(std::min(item.body.size(), 1 + item.name.size()));
  while (!left.empty()) {
    const std::size_t name_octets = static_cast<std::uint8_t>(left.front());
    if (left.size() < 1 + name_octets + sizeof(std::uint32_t)) return {};
    std::string name(left.substr(1, name_octets));
    for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    left.remove_prefix(1 + name_octets);
    const std::size_t value_octets = wire::read_number<std::uint32_t>(wire::octets_of(left).data());
    left.remove_prefix(sizeof(std::uint32_t));
    if (left.size() < value_octets) return {};
    if (name == "socket-type") return std::string(left.substr(0, value_octets));
    left.remove_prefix(value_octets);
  }
  return {};
}

}  // namespace

Naming::Naming() : ids_{{"greeting", greeting}, {"frame", frame}, {"SUBSCRIBE", subscribe}, {"CANCEL", cancel}} {}

Naming::Names Naming::begin(const wire::Item& item) {
  if (item.kind == wire::Item::Kind::command) {
    const Id id = id_of_command(item.name);
    return {id == nameless ? Name{} : next(id), {}};
  }
  Names names{next(frame), {}};
  const bool is_first = !in_message_;
  in_message_ = item.more;
  const bool is_identity = std::exchange(identity_is_next_, false);
  if (!subscribes_ || !is_first || is_identity || item.body.empty()) return names;
  if (item.body.front() == '\1') names[1] = next(subscribe);
  if (item.body.front() == '\0') names[1] = next(cancel);
  return names;
}

void Naming::learn(const wire::Item& item) {
  if (item.greeting && item.greeting->form == wire::Greeting::Form::revision) {
    const std::uint8_t type = item.greeting->socket_type;
    subscribes_ = type == sub_of_revision || type == xsub_of_libzmq;
    identity_is_next_ = true;
  }
  if (item.kind == wire::Item::Kind::command && (item.name == "READY" || item.name == "INITIATE")) {
    const std::string type = socket_type_of(item);
    subscribes_ = type == "SUB" || type == "XSUB";
  }
}

std::optional<Naming::Id> Naming::find(const std::string& what) const {
  const auto found = ids_.find(what);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

std::uint64_t Naming::count(Id id) const { return id < counts_.size() ? counts_[id] : 0; }

Naming::Id Naming::id_of_command(const std::string& name) {
  if (name == "greeting" || name == "frame") return nameless;  // not those that are meant
  if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
  if (ids_.size() == most_names) return nameless;
  const Id id = static_cast<Id>(ids_.size());
  ids_[name] = id;
  return id;
}

}  // namespace zassay::link
