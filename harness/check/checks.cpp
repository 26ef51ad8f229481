#include "check/checks.hpp"

namespace zassay {
namespace {

using enum ArgumentKind;

const std::vector<ArgumentRule> any_stream = {{"stream", stream}, {"at", socket}};
const std::vector<ArgumentRule> one_operation = {{"op", word, true}};

std::vector<CheckEntry> make_table() {
  return {
      {"exact", check_exact, {{"stream", stream, true}, {"at", socket}}, "stream"},
      {"at_most_once", check_at_most_once, any_stream, "stream"},
      {"fifo", check_fifo, any_stream, "stream"},
      {"multipart_atomic", check_multipart_atomic, any_stream, "stream"},
      {"intact", check_intact, any_stream, "stream"},
      {"lost",
       check_lost,
       {{"stream", stream, true},
        {"at", socket},
        {"all", flag},
        {"none", flag},
        {"prefix", flag},
        {"count", integer},
        {"at_least", integer},
        {"at_most", integer},
        {"cause", word}},
       "stream"},
      {"count",
       check_count,
       {{"accepted", stream},
        {"delivered", stream},
        {"at", socket},
        {"equals", integer},
        {"at_least", integer},
        {"at_most", integer}},
       ""},
      {"blocks", check_blocks, one_operation, "op"},
      {"returns", check_returns, {{"op", word, true}, {"error", word}, {"value", value}, {"size", integer}}, "op"},
      {"interrupted", check_interrupted, {{"op", word, true}, {"times", integer}}, "op"},
      {"ready", check_ready, {{"op", word, true}, {"items", items}, {"count", integer}}, "op"},
      {"truthful_poll", check_truthful_poll, {{"at", socket}}, "at"},
      {"fair",
       check_fair,
       {{"at", socket, true}, {"streams", streams, true}, {"apart", integer}, {"over", integer}},
       "at"},
      {"balanced",
       check_balanced,
       {{"stream", stream, true}, {"over", sockets, true}, {"apart", integer}, {"turns", flag}},
       "stream"},
      {"elapsed", check_elapsed, {{"op", word, true}, {"at_least", integer}, {"at_most", integer}}, "op"},
      {"grows", check_grows, {{"from", word, true}, {"to", word, true}, {"at_most", integer, true}}, "to"},
      {"freed", check_freed, {{"message", word, true}, {"times", integer}, {"after", word}}, "message"},
      {"received", check_received, {{"at", socket, true}, {"messages", frame_lists, true}, {"of", word}}, "at"},
      {"silent", check_silent, {{"at", socket, true}}, "at"},
      {"trail", check_trail, {{"stream", stream, true}, {"of", frames, true}}, "stream"},
      {"monitored", check_monitored, {{"socket", socket, true}, {"events", words}, {"never", words}}, "socket"},
      {"envelope", check_envelope, {{"stream", stream, true}, {"at", socket}, {"frames", frames, true}}, "stream"},
      {"well_formed", check_well_formed, {{"at", wire}}, "at"},
      {"ledger", check_ledger, {}, "", true},
      {"released", check_released, {}, "", true},
  };
}

}  // namespace

const std::vector<CheckEntry>& all_checks() {
  static const std::vector<CheckEntry> table = make_table();
  return table;
}

const CheckEntry* find_check_entry(const std::string& name) {
  for (const CheckEntry& entry : all_checks()) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace zassay
