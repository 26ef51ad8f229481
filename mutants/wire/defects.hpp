#pragma once

#include <string>

#include "mutants/wire/speech.hpp"

namespace zassay::wire_defects {

/// An item that one side of one connection sends.
struct Said {
  const Speech& speech;  ///< what the side has said up to it
  std::string& kept;     ///< the defect's own, for the connection: octets that are to go on later, or once more
  Speech::Kind kind;
  const wire::Item& item;
  std::string octets;
};

/// Gives the octets that go on in the place of the item's own.
using Defect = std::string (*)(Said& said);

// defects_of_greetings.cpp
std::string greeting_signature(Said& said);
std::string greeting_major(Said& said);
std::string greeting_blanks(Said& said);
std::string greeting_as_server(Said& said);
std::string greeting_filler(Said& said);

// defects_of_commands.cpp
std::string ready_without_type(Said& said);
std::string ready_other_type(Said& said);
std::string ready_trailing_octet(Said& said);
std::string ready_in_a_message_frame(Said& said);
std::string pong_dropped(Said& said);
std::string pong_other_context(Said& said);
std::string pong_in_a_message_frame(Said& said);
std::string ping_without_ttl(Said& said);
std::string error_dropped(Said& said);
std::string error_reason_length(Said& said);
std::string curve_welcome_flipped(Said& said);
std::string curve_ready_flipped(Said& said);
std::string curve_message_flipped(Said& said);

// defects_of_subscriptions.cpp
std::string subscribe_dropped(Said& said);
std::string cancel_dropped(Said& said);
std::string subscribe_other_topic(Said& said);
std::string subscribe_as_a_message(Said& said);
std::string subscribe_as_a_command(Said& said);

// defects_of_messages.cpp
std::string frame_reserved_flag(Said& said);
std::string frame_more_lost(Said& said);
std::string frame_more_added(Said& said);
std::string frame_bit_flipped(Said& said);
std::string message_dropped(Said& said);
std::string message_doubled(Said& said);
std::string messages_swapped(Said& said);
std::string ping_amid_a_message(Said& said);

}  // namespace zassay::wire_defects
