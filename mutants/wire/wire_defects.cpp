#include "mutants/wire/wire_defects.hpp"

#include "mutants/wire/defects.hpp"

namespace zassay {
namespace {

using namespace wire_defects;

struct Row {
  const char* name;
  Defect defect;
};

// In alphabetical order; the entries of catalogue.yaml whose carrier is `wire`.
constexpr Row table[] = {
    {"cancel-dropped", cancel_dropped},
    {"curve-message-flipped", curve_message_flipped},
    {"curve-ready-flipped", curve_ready_flipped},
    {"curve-welcome-flipped", curve_welcome_flipped},
    {"error-dropped", error_dropped},
    {"error-reason-length", error_reason_length},
    {"frame-bit-flipped", frame_bit_flipped},
    {"frame-more-added", frame_more_added},
    {"frame-more-lost", frame_more_lost},
    {"frame-reserved-flag", frame_reserved_flag},
    {"greeting-as-server", greeting_as_server},
    {"greeting-blanks", greeting_blanks},
    {"greeting-filler", greeting_filler},
    {"greeting-major", greeting_major},
    {"greeting-signature", greeting_signature},
    {"message-doubled", message_doubled},
    {"message-dropped", message_dropped},
    {"messages-swapped", messages_swapped},
    {"ping-amid-a-message", ping_amid_a_message},
    {"ping-without-ttl", ping_without_ttl},
    {"pong-dropped", pong_dropped},
    {"pong-in-a-message-frame", pong_in_a_message_frame},
    {"pong-other-context", pong_other_context},
    {"ready-in-a-message-frame", ready_in_a_message_frame},
    {"ready-other-type", ready_other_type},
    {"ready-trailing-octet", ready_trailing_octet},
    {"ready-without-type", ready_without_type},
    {"subscribe-as-a-command", subscribe_as_a_command},
    {"subscribe-as-a-message", subscribe_as_a_message},
    {"subscribe-dropped", subscribe_dropped},
    {"subscribe-other-topic", subscribe_other_topic},
};

}  // namespace

std::vector<std::string> wire_defect_names() {
  std::vector<std::string> names;
  for (const Row& row : table) names.emplace_back(row.name);
  return names;
}

std::optional<link::Change> wire_defect(const std::string& name) {
  for (const Row& row : table) {
    if (name != row.name) continue;
    return [defect = row.defect, speech = Speech(), kept = std::string()](const wire::Item& item,
                                                                          std::string octets) mutable {
      const Speech::Kind kind = speech.take(item);
      wire_defects::Said said{speech, kept, kind, item, std::move(octets)};
      return defect(said);
    };
  }
  return std::nullopt;
}

}  // namespace zassay
