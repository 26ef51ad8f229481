#include "mutants/shim/table.hpp"

#include <cstdlib>
#include <string_view>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

struct Row {
  std::string_view name;
  std::unique_ptr<Calls> (*make)();
  std::string_view sentence;  ///< what is wrong
  std::string_view trigger;   ///< where it strikes
};

// The one table of the defects that this library can switch on, in the order of mutants/README.md.
constexpr Row rows[] = {
    {"drop-one", drop_one, "one accepted message never arrives",
     "the second message of a stream that a socket receives, not in lock step"},
    {"duplicate-one", duplicate_one, "one message arrives twice",
     "the second message of a stream that a socket receives"},
    {"swap-adjacent", swap_adjacent, "two neighbouring messages arrive in the other order",
     "messages 1, 3, 5, … of a stream whose next one has come too"},
    {"corrupt-byte", corrupt_byte, "one byte of a frame arrives changed",
     "the second message of a stream that a socket receives"},
    {"truncate-frame", truncate_frame, "a long frame arrives without its end",
     "the second message of a stream that a socket receives, last frame above 64 bytes"},
    {"misroute", misroute, "a message goes to another peer than the one it is for",
     "the second message that a ROUTER sends to a peer"},
    {"replay-to-late-joiner", replay_to_late_joiner,
     "a new subscriber gets a message that was published before it came",
     "each subscription in the process of the publisher"},
    {"drop-before-connect", drop_before_connect,
     "what was accepted before the peer was there is forgotten when it comes",
     "streams sent over inproc before the name is bound"},
    {"queue-for-the-dead", queue_for_the_dead,
     "messages are given to a peer that is not connected, although IMMEDIATE is set", "the option IMMEDIATE"},
    {"no-reconnect", no_reconnect, "a broken connection is never made again", "every socket"},
    {"close-drops", close_drops, "a socket that may linger drops what it had accepted when it is closed",
     "the option LINGER"},
    {"close-delivers", close_delivers, "a socket without linger delivers after it was closed",
     "LINGER 0, which becomes one second"},
    {"split-multipart", split_multipart, "the frames of one message arrive as two messages",
     "the second message of a stream that a socket receives, and every literal message"},
    {"split-multipart-at-mark", split_multipart_at_mark, "at the mark only the first frames of a message get through",
     "the message that was refused or had to wait, or the one after a refusal"},
    {"interleave-multipart", interleave_multipart, "frames of two senders' messages mix",
     "messages of streams where the next one has come too"},
    {"drop-frame", drop_frame, "one frame of a message is missing; empty ones go first",
     "the second message of a stream that a socket receives, and every literal message"},
    {"swap-frames", swap_frames, "two frames of one message change places",
     "the second message of a stream that a socket receives, of three frames or more"},
    {"wrong-more", wrong_more, "the last frame says that more follow, or one before it that none do",
     "every frame that is not a probe"},
    {"deliver-early-frames", deliver_early_frames, "frames can be received before the last one was sent",
     "every frame of a stream"},
    {"lose-envelope", lose_envelope, "a frame of the address envelope is lost", "every message of a stream"},
    {"lose-metadata", lose_metadata, "the metadata of messages are empty", "every message"},
    {"ignore-hwm", ignore_hwm, "there is no mark: everything is accepted", "the options SNDHWM and RCVHWM"},
    {"hwm-off-by-one", hwm_off_by_one, "one message more than the mark allows is accepted", "the option SNDHWM"},
    {"zero-is-a-mark", zero_is_a_mark, "a mark of 0 is taken as the default mark instead of none",
     "the options SNDHWM and RCVHWM"},
    {"drop-at-hwm", drop_at_hwm, "a sender that must wait drops instead, and says that it sent",
     "the first message that does not fit, each time that a socket gets full"},
    {"block-at-hwm", block_at_hwm, "a sender that must drop waits instead, or says EAGAIN",
     "PUB, XPUB and ROUTER, which say EAGAIN"},
    {"eagain-but-queued", eagain_but_queued, "EAGAIN is returned although the message was queued",
     "a single-frame send with DONTWAIT that takes the last place"},
    {"never-wake", never_wake, "a call that sleeps is not woken by what it waits for",
     "send, receive and poll without a time limit"},
    {"never-reopen", never_reopen, "a queue that was full once stays closed", "sends and polls for OUT"},
    {"accept-without-peer", accept_without_peer, "a message is accepted while there is no peer to send it to",
     "sends before the first one that succeeds"},
    {"timeout-too-early", timeout_too_early, "a call with a time limit gives up before it",
     "RCVTIMEO, SNDTIMEO and poll"},
    {"poll-misses-ready", poll_misses_ready, "an item that is ready is not reported",
     "polls that only look, or wait without limit"},
    {"poll-reports-when-not", poll_reports_when_not, "an item is reported that is not ready",
     "polls that only look, or wait without limit"},
    {"poll-reports-unasked", poll_reports_unasked, "an event is reported that was not asked for",
     "polls that only look, or wait without limit"},
    {"poll-first-only", poll_first_only, "only the first item that is ready is reported",
     "polls that only look, or wait without limit"},
    {"poll-wrong-count", poll_wrong_count, "the number returned is not that of the items reported",
     "polls that only look, or wait without limit"},
    {"poll-edge-triggered", poll_edge_triggered, "what was reported once is not reported again",
     "polls that only look, or wait without limit"},
    {"eintr-swallowed", eintr_swallowed, "the call sleeps on after a signal", "send, receive, poll, proxy and term"},
    {"eintr-loses", eintr_loses, "the message after an interruption is lost",
     "the next message of a stream on the interrupted socket"},
    {"eintr-but-queued", eintr_but_queued, "a send that says EINTR has queued its message", "an interrupted send"},
    {"eintr-wrong-errno", eintr_wrong_errno, "an interrupted call returns EAGAIN",
     "send, receive, poll, proxy and term"},
    {"eintr-spurious", eintr_spurious, "a call returns EINTR though no signal came to its thread",
     "the first receive of a socket that would wait"},
    {"ignore-shutdown", ignore_shutdown, "calls go on working after a shutdown", "every context"},
    {"term-hangs", term_hangs, "ending a context does not return after the last close",
     "every context but the first of the process"},
    {"term-gives-up", term_gives_up, "ending a context returns before the last close", "a context with open sockets"},
    {"ignore-filter", ignore_filter, "a subscriber gets what it did not subscribe to", "every SUB"},
    {"match-as-text", match_as_text, "a subscription is compared only up to its first zero octet",
     "the options SUBSCRIBE and UNSUBSCRIBE"},
    {"match-exact-only", match_exact_only, "a subscription matches only a topic of its own length",
     "streams received by a SUB"},
    {"ignore-unsubscribe", ignore_unsubscribe, "a cancelled subscription stays in force", "the option UNSUBSCRIBE"},
    {"unsubscribe-takes-all", unsubscribe_takes_all, "one cancel ends every subscription to that topic",
     "the option UNSUBSCRIBE"},
    {"lose-subscription-message", lose_subscription_message, "a subscription or a cancel does not reach the publisher",
     "the options SUBSCRIBE and UNSUBSCRIBE"},
    {"first-subscriber-only", first_subscriber_only, "only the first subscriber gets messages",
     "streams received by any SUB of a context but its first"},
    {"no-lock-step", no_lock_step, "REQ or REP lets a call out of turn through", "a send that fails with EFSM"},
    {"disconnect-ignored", disconnect_ignored, "messages go on to a peer that was disconnected", "every disconnect"},
    {"wrong-errno", wrong_errno, "a call fails with another error than the documented one",
     "errors other than EAGAIN, EINTR and ETERM"},
    {"bad-value-accepted", bad_value_accepted, "a value out of range is taken", "options that fail with EINVAL"},
    {"ignore-option", ignore_option, "an option is accepted and has no effect",
     "an option set again, and less common ones"},
    {"bind-steals-name", bind_steals_name, "a second bind to an inproc name succeeds",
     "a bind that fails with EADDRINUSE"},
    {"free-twice", free_twice, "a zero-copy buffer is released twice", "every buffer that has a free function"},
    {"never-free", never_free, "a zero-copy buffer is never released", "every buffer"},
    {"copy-loses-content", copy_loses_content, "a copied or moved message has another content", "every copy"},
    {"move-copies", move_copies, "moving leaves the content in the source", "every move"},
    {"send-keeps-content", send_keeps_content, "a sent message object keeps its content", "every send"},
    {"failed-send-empties", failed_send_empties, "a message object that could not be sent is empty",
     "every send that fails"},
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
