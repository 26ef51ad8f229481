#pragma once

#include <memory>

#include "mutants/shim/calls.hpp"

namespace zassay::mutants {

/// One function for each seeded defect, in the file of its name: a new instance of it. `table.cpp` says what they are.
std::unique_ptr<Calls> accept_without_peer();
std::unique_ptr<Calls> bad_value_accepted();
std::unique_ptr<Calls> bind_steals_name();
std::unique_ptr<Calls> block_at_hwm();
std::unique_ptr<Calls> close_delivers();
std::unique_ptr<Calls> close_drops();
std::unique_ptr<Calls> copy_loses_content();
std::unique_ptr<Calls> corrupt_byte();
std::unique_ptr<Calls> deliver_early_frames();
std::unique_ptr<Calls> disconnect_ignored();
std::unique_ptr<Calls> drop_at_hwm();
std::unique_ptr<Calls> drop_before_connect();
std::unique_ptr<Calls> drop_frame();
std::unique_ptr<Calls> drop_one();
std::unique_ptr<Calls> duplicate_one();
std::unique_ptr<Calls> eagain_but_queued();
std::unique_ptr<Calls> eintr_but_queued();
std::unique_ptr<Calls> eintr_loses();
std::unique_ptr<Calls> eintr_spurious();
std::unique_ptr<Calls> eintr_swallowed();
std::unique_ptr<Calls> eintr_wrong_errno();
std::unique_ptr<Calls> failed_send_empties();
std::unique_ptr<Calls> first_subscriber_only();
std::unique_ptr<Calls> hwm_off_by_one();
std::unique_ptr<Calls> ignore_filter();
std::unique_ptr<Calls> ignore_hwm();
std::unique_ptr<Calls> ignore_option();
std::unique_ptr<Calls> ignore_shutdown();
std::unique_ptr<Calls> ignore_unsubscribe();
std::unique_ptr<Calls> interleave_multipart();
std::unique_ptr<Calls> lose_envelope();
std::unique_ptr<Calls> lose_metadata();
std::unique_ptr<Calls> lose_subscription_message();
std::unique_ptr<Calls> match_as_text();
std::unique_ptr<Calls> match_exact_only();
std::unique_ptr<Calls> misroute();
std::unique_ptr<Calls> move_copies();
std::unique_ptr<Calls> free_twice();
std::unique_ptr<Calls> never_free();
std::unique_ptr<Calls> never_reopen();
std::unique_ptr<Calls> never_wake();
std::unique_ptr<Calls> no_lock_step();
std::unique_ptr<Calls> no_reconnect();
std::unique_ptr<Calls> poll_edge_triggered();
std::unique_ptr<Calls> poll_first_only();
std::unique_ptr<Calls> poll_misses_ready();
std::unique_ptr<Calls> poll_reports_unasked();
std::unique_ptr<Calls> poll_reports_when_not();
std::unique_ptr<Calls> poll_wrong_count();
std::unique_ptr<Calls> queue_for_the_dead();
std::unique_ptr<Calls> replay_to_late_joiner();
std::unique_ptr<Calls> send_keeps_content();
std::unique_ptr<Calls> split_multipart();
std::unique_ptr<Calls> split_multipart_at_mark();
std::unique_ptr<Calls> swap_adjacent();
std::unique_ptr<Calls> swap_frames();
std::unique_ptr<Calls> term_gives_up();
std::unique_ptr<Calls> term_hangs();
std::unique_ptr<Calls> timeout_too_early();
std::unique_ptr<Calls> truncate_frame();
std::unique_ptr<Calls> unsubscribe_takes_all();
std::unique_ptr<Calls> wrong_errno();
std::unique_ptr<Calls> wrong_more();
std::unique_ptr<Calls> zero_is_a_mark();

}  // namespace zassay::mutants
