#include "mutants/wire/speech.hpp"

#include <utility>

#include "wire/metadata.hpp"

namespace zassay {
namespace {

constexpr std::uint8_t sub_of_revision = 2;  // RFC 15, "socket-type"
constexpr std::uint8_t xsub_of_libzmq = 10;  // RFC 15 has no XSUB: libzmq sends its own number

bool is_sealed(const wire::Item& item) { return item.body.starts_with("\7MESSAGE"); }

}  // namespace

Speech::Kind Speech::take(const wire::Item& item) {
  if (item.kind == wire::Item::Kind::greeting) {
    if (!item.complete) return Kind::front;
    const bool is_revision = item.greeting->form == wire::Greeting::Form::revision;
    framing_ = is_revision ? wire::Framing::v2 : wire::Framing::v3;
    identity_is_next_ = is_revision;
    mechanism_ = is_revision ? "" : item.greeting->mechanism_name();
    const std::uint8_t type = item.greeting->socket_type;
    subscribes_ = is_revision && (type == sub_of_revision || type == xsub_of_libzmq);
    return Kind::greeting;
  }
  if (is_curve() && is_sealed(item)) return Kind::sealed;
  if (item.kind != wire::Item::Kind::command) return kind_of_frame(item);
  if (item.name == "READY" || item.name == "INITIATE") {
    const auto command = wire::parse_command(wire::octets_of(item.body));
    const auto metadata = command ? wire::parse_metadata(command->data) : wire::Decoded<wire::Metadata>();
    const std::string type = metadata ? wire::find_property(*metadata, "Socket-Type").value_or("") : "";
    subscribes_ = type == "SUB" || type == "XSUB";
  }
  return Kind::command;
}

Speech::Kind Speech::kind_of_frame(const wire::Item& item) {
  if (std::exchange(identity_is_next_, false)) return Kind::identity;
  is_first_ = !std::exchange(in_message_, item.more);
  const bool is_alone = is_first_ && !item.more && !item.body.empty();
  if (is_alone && subscribes_ && (item.body.front() == '\0' || item.body.front() == '\1')) return Kind::subscription;
  if (is_first_) ++messages_;
  return Kind::frame;
}

}  // namespace zassay
