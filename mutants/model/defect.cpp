#include "mutants/model/defect.hpp"

#include <cstdio>
#include <cstdlib>

namespace zassay::model {
namespace {

struct Row {
  Defect defect;
  std::string_view name;
};

constexpr Row rows[] = {
    {Defect::none, ""},
    {Defect::accept_stale_answer, "accept-stale-answer"},
    {Defect::keep_dead_peer, "keep-dead-peer"},
    {Defect::drop_oldest, "drop-oldest"},
    {Defect::conflate_keeps_first, "conflate-keeps-first"},
    {Defect::request_twice, "request-twice"},
    {Defect::answer_to_previous, "answer-to-previous"},
    {Defect::foreign_answer, "foreign-answer"},
    {Defect::forget_peer_after_one, "forget-peer-after-one"},
    {Defect::duplicate_id_accepted, "duplicate-id-accepted"},
    {Defect::ignore_handover, "ignore-handover"},
    {Defect::tail_to_next_peer, "tail-to-next-peer"},
    {Defect::accept_without_delimiter, "accept-without-delimiter"},
    {Defect::deliver_torn, "deliver-torn"},
    {Defect::headless_at_mark, "headless-at-mark"},
    {Defect::short_envelope, "short-envelope"},
    {Defect::delimiter_shown, "delimiter-shown"},
    {Defect::delimiter_forgotten, "delimiter-forgotten"},
    {Defect::answer_to_nobody_fails, "answer-to-nobody-fails"},
    {Defect::answer_to_all, "answer-to-all"},
    {Defect::always_mandatory, "always-mandatory"},
    {Defect::keep_unroutable, "keep-unroutable"},
    {Defect::identity_ignored, "identity-ignored"},
    {Defect::full_peer_stops_router, "full-peer-stops-router"},
    {Defect::reply_waits_at_mark, "reply-waits-at-mark"},
    {Defect::last_empty_frame_splits, "last-empty-frame-splits"},
    {Defect::fifth_peer_left_out, "fifth-peer-left-out"},
    {Defect::queue_is_inherited, "queue-is-inherited"},
    {Defect::connect_needs_bind, "connect-needs-bind"},
    {Defect::rest_glued, "rest-glued"},
    {Defect::proxy_splits, "proxy-splits"},
    {Defect::proxy_one_way, "proxy-one-way"},
    {Defect::proxy_drops_when_full, "proxy-drops-when-full"},
    {Defect::capture_first_frame_only, "capture-first-frame-only"},
    {Defect::hwm_counts_frames, "hwm-counts-frames"},
    {Defect::block_on_first_full, "block-on-first-full"},
    {Defect::mark_fixed_once_connected, "mark-fixed-once-connected"},
    {Defect::mark_one_short, "mark-one-short"},
    {Defect::marks_do_not_add_up, "marks-do-not-add-up"},
    {Defect::one_zero_is_a_mark, "one-zero-is-a-mark"},
    {Defect::shared_outgoing_queue, "shared-outgoing-queue"},
    {Defect::shared_incoming_queue, "shared-incoming-queue"},
    {Defect::incoming_mark_ignored, "incoming-mark-ignored"},
    {Defect::room_untold, "room-untold"},
    {Defect::limit_begins_again, "limit-begins-again"},
    {Defect::zero_limit_waits, "zero-limit-waits"},
    {Defect::nodrop_drops, "nodrop-drops"},
    {Defect::nodrop_refuses_all, "nodrop-refuses-all"},
    {Defect::mandatory_always_writable, "mandatory-always-writable"},
    {Defect::writable_out_of_turn, "writable-out-of-turn"},
    {Defect::poll_eats_first_frame, "poll-eats-first-frame"},
    {Defect::eterm_wakes_one, "eterm-wakes-one"},
    {Defect::last_value_for_all, "last-value-for-all"},
    {Defect::match_anywhere, "match-anywhere"},
    {Defect::match_suffix, "match-suffix"},
    {Defect::match_one_short, "match-one-short"},
    {Defect::spurious_unsubscription, "spurious-unsubscription"},
    {Defect::subscription_told_too_early, "subscription-told-too-early"},
    {Defect::subscriptions_not_resent, "subscriptions-not-resent"},
    {Defect::manual_applies_by_itself, "manual-applies-by-itself"},
    {Defect::manual_sets_for_the_latest, "manual-sets-for-the-latest"},
    {Defect::verboser_hides_cancels, "verboser-hides-cancels"},
    {Defect::pub_receives, "pub-receives"},
    {Defect::sub_sends, "sub-sends"},
    {Defect::queue_outlives_subscriber, "queue-outlives-subscriber"},
    {Defect::full_one_starves_all, "full-one-starves-all"},
    {Defect::upstream_to_one, "upstream-to-one"},
    {Defect::xsub_waits_at_the_mark, "xsub-waits-at-the-mark"},
    {Defect::xsub_subscribes_late, "xsub-subscribes-late"},
    {Defect::empty_matches_no_empty, "empty-matches-no-empty"},
    {Defect::inverted_at_one_end, "inverted-at-one-end"},
    {Defect::subscribe_on_any_type, "subscribe-on-any-type"},
    {Defect::verbose_tells_first_only, "verbose-tells-first-only"},
    {Defect::tells_every_subscription, "tells-every-subscription"},
    {Defect::welcome_once, "welcome-once"},
    {Defect::chatter_subscribes, "chatter-subscribes"},
    {Defect::only_first_ignored, "only-first-ignored"},
    {Defect::first_part_only_subscribes, "first-part-only-subscribes"},
    {Defect::vanished_untold, "vanished-untold"},
    {Defect::unbalanced, "unbalanced"},
    {Defect::turns_by_two, "turns-by-two"},
    {Defect::unfair_first_peer, "unfair-first-peer"},
    {Defect::pair_accepts_second, "pair-accepts-second"},
    {Defect::first_peer_replaced, "first-peer-replaced"},
    {Defect::deaf_while_full, "deaf-while-full"},
    {Defect::next_pair_inherits, "next-pair-inherits"},
    {Defect::unread_dies_with_peer, "unread-dies-with-peer"},
    {Defect::efsm_resets_state, "efsm-resets-state"},
    {Defect::ignore_relaxed, "ignore-relaxed"},
    {Defect::ignore_mandatory, "ignore-mandatory"},
    {Defect::unbind_keeps_name, "unbind-keeps-name"},
    {Defect::ignore_socket_limit, "ignore-socket-limit"},
    {Defect::socket_place_not_freed, "socket-place-not-freed"},
    {Defect::ignore_greatest_size, "ignore-greatest-size"},
    {Defect::options_outlive_end, "options-outlive-end"},
    {Defect::free_at_send, "free-at-send"},
    {Defect::closed_message_sent, "closed-message-sent"},
    {Defect::close_forgets_more, "close-forgets-more"},
};

struct Switch {
  Defect on = Defect::none;
  std::string problem;
};

Switch read_environment() {
  const char* const given = std::getenv("ZASSAY_MUTANT");
  const std::string name = given != nullptr ? given : "";
  for (const Row& row : rows) {
    if (row.name == name) return {row.defect, {}};
  }
  Switch refused{Defect::none, "ZASSAY_MUTANT=" + name + " is not a mutant of this library; it has"};
  for (const Row& row : rows) {
    if (!row.name.empty()) refused.problem += (&row == rows + 1 ? " " : ", ") + std::string(row.name);
  }
  refused.problem += ".";
  std::fprintf(stderr, "zassay-model: %s\n", refused.problem.c_str());
  return refused;
}

const Switch& chosen() {
  static const Switch& once = *new Switch(read_environment());  // never destroyed: calls may come at the exit
  return once;
}

}  // namespace

bool defect(Defect one) { return chosen().on == one; }

const std::string& problem_of_defects() { return chosen().problem; }

}  // namespace zassay::model
