#include "mutants/shim/table.hpp"

#include <cstdlib>
#include <string_view>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

struct Row {
  std::string_view name;
  std::unique_ptr<Calls> (*make)();
};

// The defects that this library can switch on; mutants/catalogue.yaml says what each is.
constexpr Row rows[] = {
    {"accept-without-peer", accept_without_peer},
    {"bad-value-accepted", bad_value_accepted},
    {"bind-steals-name", bind_steals_name},
    {"block-at-hwm", block_at_hwm},
    {"close-delivers", close_delivers},
    {"close-drops", close_drops},
    {"connect-needs-bind", connect_needs_bind},
    {"copy-loses-content", copy_loses_content},
    {"copy-not-shared", copy_not_shared},
    {"corrupt-byte", corrupt_byte},
    {"crash-on-second", crash_on_second},
    {"cross-talk", cross_talk},
    {"deliver-early-frames", deliver_early_frames},
    {"deliver-nothing", deliver_nothing},
    {"disconnect-delivers", disconnect_delivers},
    {"disconnect-drops", disconnect_drops},
    {"disconnect-ignored", disconnect_ignored},
    {"drop-at-hwm", drop_at_hwm},
    {"drop-at-send", drop_at_send},
    {"drop-before-connect", drop_before_connect},
    {"drop-first", drop_first},
    {"drop-frame", drop_frame},
    {"drop-one", drop_one},
    {"duplicate-one", duplicate_one},
    {"eagain-but-queued", eagain_but_queued},
    {"eagain-wrong-errno", eagain_wrong_errno},
    {"eintr-but-queued", eintr_but_queued},
    {"eintr-keeps-first-frame", eintr_keeps_first_frame},
    {"eintr-loses", eintr_loses},
    {"eintr-repeats", eintr_repeats},
    {"eintr-spurious", eintr_spurious},
    {"eintr-swallowed", eintr_swallowed},
    {"eintr-wrong-errno", eintr_wrong_errno},
    {"eterm-once", eterm_once},
    {"events-one-late", events_one_late},
    {"failed-send-empties", failed_send_empties},
    {"failed-send-frees", failed_send_frees},
    {"fails-after-work", fails_after_work},
    {"first-subscriber-only", first_subscriber_only},
    {"free-twice", free_twice},
    {"handshake-without-limit", handshake_without_limit},
    {"hang-on-second", hang_on_second},
    {"heartbeat-timeout-halved", heartbeat_timeout_halved},
    {"heartbeats-forgotten", heartbeats_forgotten},
    {"hwm-off-by-one", hwm_off_by_one},
    {"hwm-too-small", hwm_too_small},
    {"ignore-filter", ignore_filter},
    {"ignore-hwm", ignore_hwm},
    {"ignore-option", ignore_option},
    {"ignore-shutdown", ignore_shutdown},
    {"ignore-unsubscribe", ignore_unsubscribe},
    {"interface-names-unknown", interface_names_unknown},
    {"interleave-multipart", interleave_multipart},
    {"ipv6-shuts-out-ipv4", ipv6_shuts_out_ipv4},
    {"late-option-applied", late_option_applied},
    {"late-setup-fails", late_setup_fails},
    {"leak-copies", leak_copies},
    {"leak-descriptor", leak_descriptor},
    {"leak-thread", leak_thread},
    {"lose-envelope", lose_envelope},
    {"lose-last-frame", lose_last_frame},
    {"lose-metadata", lose_metadata},
    {"lose-subscription-message", lose_subscription_message},
    {"match-as-text", match_as_text},
    {"match-exact-only", match_exact_only},
    {"merge-messages", merge_messages},
    {"misroute", misroute},
    {"monitor-ends-untold", monitor_ends_untold},
    {"monitor-forgets-bind-failure", monitor_forgets_bind_failure},
    {"monitor-forgets-handshake", monitor_forgets_handshake},
    {"monitor-forgets-retry", monitor_forgets_retry},
    {"monitor-mask-ignored", monitor_mask_ignored},
    {"monitor-pads-events", monitor_pads_events},
    {"more-without-end", more_without_end},
    {"move-copies", move_copies},
    {"never-free", never_free},
    {"never-reopen", never_reopen},
    {"never-wake", never_wake},
    {"no-lock-step", no_lock_step},
    {"no-reconnect", no_reconnect},
    {"nothing-before-the-handshake", nothing_before_the_handshake},
    {"one-endpoint-only", one_endpoint_only},
    {"other-defaults", other_defaults},
    {"path-has-one-owner", path_has_one_owner},
    {"phantom", phantom},
    {"poll-edge-triggered", poll_edge_triggered},
    {"poll-first-only", poll_first_only},
    {"poll-gives-up", poll_gives_up},
    {"poll-ignores-limit", poll_ignores_limit},
    {"poll-misses-ready", poll_misses_ready},
    {"poll-reports-unasked", poll_reports_unasked},
    {"poll-reports-when-not", poll_reports_when_not},
    {"poll-starves-last", poll_starves_last},
    {"poll-wrong-count", poll_wrong_count},
    {"queue-for-the-dead", queue_for_the_dead},
    {"ready-but-eagain", ready_but_eagain},
    {"reconnect-wait-stays", reconnect_wait_stays},
    {"refused-bind-untold", refused_bind_untold},
    {"replay-old", replay_old},
    {"replay-to-late-joiner", replay_to_late_joiner},
    {"second-connect-doubles", second_connect_doubles},
    {"send-keeps-content", send_keeps_content},
    {"sleep-at-hwm", sleep_at_hwm},
    {"source-address-ignored", source_address_ignored},
    {"split-multipart", split_multipart},
    {"split-multipart-at-mark", split_multipart_at_mark},
    {"swap-adjacent", swap_adjacent},
    {"swap-frames", swap_frames},
    {"term-gives-up", term_gives_up},
    {"term-hangs", term_hangs},
    {"text-cut-short", text_cut_short},
    {"timeout-too-early", timeout_too_early},
    {"truncate-frame", truncate_frame},
    {"ttl-rounded-up", ttl_rounded_up},
    {"unbind-ignored", unbind_ignored},
    {"undoing-nothing-succeeds", undoing_nothing_succeeds},
    {"unsubscribe-fails", unsubscribe_fails},
    {"unsubscribe-takes-all", unsubscribe_takes_all},
    {"unsubscribe-unheld", unsubscribe_unheld},
    {"wrong-default", wrong_default},
    {"wrong-endpoint-errno", wrong_endpoint_errno},
    {"wrong-errno", wrong_errno},
    {"wrong-eterm", wrong_eterm},
    {"wrong-metadata", wrong_metadata},
    {"wrong-more", wrong_more},
    {"wrong-number", wrong_number},
    {"wrong-place-errno", wrong_place_errno},
    {"wrong-rcvmore", wrong_rcvmore},
    {"wrong-return-size", wrong_return_size},
    {"wrong-size", wrong_size},
    {"zero-is-a-mark", zero_is_a_mark},
};

SwitchedOn switch_on() {
  const char* const given = std::getenv("ZASSAY_MUTANT");
  const std::string name = given != nullptr ? given : "";
  if (name.empty()) return {};
  for (const Row& row : rows) {
    if (row.name == name) return {row.make(), {}};
  }
  std::string problem = "ZASSAY_MUTANT=" + name + " is not a mutant of this library; it has";
  for (const Row& row : rows) problem += std::string(&row == rows ? " " : ", ") + std::string(row.name);
  return {nullptr, problem + "."};
}

}  // namespace

const SwitchedOn& switched_on() {
  static const SwitchedOn* const chosen = new SwitchedOn(switch_on());  // never ends: see exports.cpp
  return *chosen;
}

}  // namespace zassay::mutants
