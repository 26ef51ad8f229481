#pragma once

#include <optional>
#include <string>

#include "case/cell_context.hpp"
#include "case/options.hpp"
#include "case/table.hpp"

namespace zassay {

/// Reads the value of a verb, a piece of evidence or a check by its row of the table.
class Arguments {
 public:
  explicit Arguments(CellContext& context) : context_(context) {}

  /// The normalised arguments; what could not be read is left out, with an error. `title` names the row in errors
  /// ("push.send"). Keys in `ignored` belong to the caller.
  Json read(const Shape& shape, const Node& value, const std::string& title, bool is_started = false,
            const std::string& ignored = {});

  /// The option and the value of {option: value}.
  Json read_option_pair(const Node& value, const std::string& title);

  /// A socket option by its lower-case name or a whole number, and the value that suits it.
  std::optional<Json> option(const Node& name);
  std::optional<Json> option_value(const std::vector<OptionName>& options, const Json& name, const Node& value);
  std::optional<Json> context_option(const Node& name);

  /// The name of a socket, or of a peer.
  std::optional<Json> party(const Node& node);
  std::optional<std::string> word(const Node& node, const words::Words& choices);
  std::optional<std::string> side(const Node& node);
  std::optional<std::string> context(const Node& node);
  std::optional<Json> actor(const Node& node);
  std::optional<std::string> endpoint(const Node& node, bool can_be_auto);

 private:
  std::optional<Json> read_key(const Key& key, const Node& node);
  std::optional<Json> read_number(const Key& key, const Node& node);
  std::optional<Json> read_word(const Key& key, const Node& node);
  std::optional<Json> read_bytes(const Key& key, const Node& node);
  std::optional<Json> read_name(const Key& key, const Node& node);
  std::optional<Json> read_names(const Key& key, const Node& node);
  std::optional<Json> read_mapping(const Key& key, const Node& node);
  std::optional<Json> name(Thing thing, bool must_be_started, const Node& node);
  /// Whether `<x>` in a literal endpoint, if there is one, names a socket.
  bool places(const std::string& endpoint, const Node& node);
  std::optional<Json> names(Thing thing, bool must_be_started, bool can_be_single, const Node& node);
  std::optional<Json> on_the_wire(const Node& node);
  /// One of them, or a list.
  std::optional<Json> parties(const Node& node);
  std::optional<Json> stream_to_send(const Node& node);
  std::optional<Json> target(const Node& node);
  std::optional<Json> peer(const Node& node);
  std::optional<Json> poll_items(const Node& node);
  std::optional<Json> word_list(const Node& node, const words::Words& choices);
  std::optional<Json> cut(const Node& node);
  std::optional<Json> read_wire(const Key& key, const Node& node);
  std::optional<Json> list_of_free_words(const Node& node);
  std::optional<Json> list_of_numbers(const Node& node);
  std::optional<Json> metadata(const Node& node);
  std::optional<Json> items(const Key& key, const Node& node);
  std::optional<Json> item(const Key& key, const Node& node);
  void check_groups(const Shape& shape, const Node& map, const Node& at, const std::string& title);

  CellContext& context_;
};

/// Whether a mapping spells bytes.
bool is_bytes(const Node& node);

/// Whether a mapping is one thing of the wire, of a kind that holds such things: {frame: abc}.
bool is_item(Kind kind, const Node& node);

/// The names of the shape's keys with the one that was meant: "one of 'a' or 'b'; did you mean 'b'?".
std::string key_expected(const Shape& shape, const std::string& found);

}  // namespace zassay
