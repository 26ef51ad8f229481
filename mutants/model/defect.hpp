#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zassay::model {

/// The seeded defects that can be switched on here, each of them one condition in the code that it spoils. What is
/// wrong with each, and where it strikes: mutants/catalogue.yaml.
enum class Defect {
  none,
  accept_stale_answer,
  keep_dead_peer,
  drop_oldest,
  conflate_keeps_first,
  request_twice,
  answer_to_previous,
  foreign_answer,
  forget_peer_after_one,
  duplicate_id_accepted,
  ignore_handover,
  tail_to_next_peer,
  accept_without_delimiter,
  deliver_torn,
  headless_at_mark,
  short_envelope,
  delimiter_shown,
  delimiter_forgotten,
  answer_to_nobody_fails,
  answer_to_all,
  always_mandatory,
  identity_ignored,
  full_peer_stops_router,
  reply_waits_at_mark,
  last_empty_frame_splits,
  fifth_peer_left_out,
  queue_is_inherited,
  connect_needs_bind,
  rest_glued,
  proxy_splits,
  proxy_one_way,
  proxy_drops_when_full,
  capture_first_frame_only,
  hwm_counts_frames,
  block_on_first_full,
  mark_fixed_once_connected,
  mark_one_short,
  marks_do_not_add_up,
  one_zero_is_a_mark,
  room_untold,
  limit_begins_again,
  zero_limit_waits,
  nodrop_drops,
  nodrop_refuses_all,
  mandatory_always_writable,
  writable_out_of_turn,
  poll_eats_first_frame,
  eterm_wakes_one,
  match_anywhere,
  match_suffix,
  match_one_short,
  spurious_unsubscription,
  subscription_told_too_early,
  subscriptions_not_resent,
  manual_applies_by_itself,
  verboser_hides_cancels,
  vanished_untold,
  unbalanced,
  turns_by_two,
  unfair_first_peer,
  pair_accepts_second,
  first_peer_replaced,
  efsm_resets_state,
  ignore_relaxed,
  ignore_mandatory,
  unbind_keeps_name,
  ignore_socket_limit,
  socket_place_not_freed,
  free_at_send,
};

/// Whether this is the defect that the environment variable ZASSAY_MUTANT names.
bool defect(Defect one);

/// Why no context may be opened: ZASSAY_MUTANT names a defect that is not of this library. Empty if one may.
const std::string& problem_of_defects();

}  // namespace zassay::model
