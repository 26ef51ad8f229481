#include "case/writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/bytes.hpp"
#include "case/names.hpp"
#include "case/options.hpp"
#include "case/table.hpp"
#include "case/utf8.hpp"

namespace zassay {
namespace {

/// A text in double quotes, as it stands where '$' has no meaning.
std::string literal(const std::string& text) {
  std::string result = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  for (std::size_t at = 0; (at = result.find('\x7F', at)) != std::string::npos;) result.replace(at, 1, "\\u007F");
  return result;
}

/// A text where '$' starts a parameter: in quotes unless it is a plain word that YAML takes for nothing else.
std::string text_of(const std::string& text) {
  const std::string lower = lower_case(text);
  if (is_name(text) && lower != "null" && lower != "true" && lower != "false") return text;
  std::string doubled;
  for (const char letter : text) doubled += letter == '$' ? std::string("$$") : std::string(1, letter);
  return literal(doubled);
}

std::string hex_of(const std::string& bytes) {
  std::string digits;
  for (const char byte : bytes) digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return "{hex: \"" + digits + "\"}";
}

std::string plain_bytes_of(const std::string& bytes) {
  return first_unreadable_byte(bytes) == std::string::npos ? text_of(bytes) : hex_of(bytes);
}

std::string bytes_of(const Json& value) {
  if (!value.contains("b64")) {
    return fmt::format("{{size: {}, first: {}}}", integer_member(value, "size"), integer_member(value, "first"));
  }
  return plain_bytes_of(from_base64(string_member(value, "b64")).value_or(std::string()));
}

template <typename List, typename Writer>
std::string list_of(const List& list, const Writer& write) {
  std::string text = "[";
  for (const auto& item : list) text += (text.size() > 1 ? ", " : "") + write(item);
  return text + "]";
}

std::string words_of(const std::vector<std::string>& words) { return list_of(words, text_of); }

std::string json_value(const Json& value) {
  if (value.is_string()) return text_of(value.get<std::string>());
  if (value.is_array()) return list_of(value, json_value);
  if (!value.is_object()) return value.dump();
  std::string text = "{";
  for (const auto& item : value.items()) {
    text += (text.size() > 1 ? ", " : "") + text_of(item.key()) + ": " + json_value(item.value());
  }
  return text + "}";
}

std::string metadata_of(const Json& properties) {
  std::string text = "{";
  for (const auto& property : properties.items()) {
    text += (text.size() > 1 ? ", " : "") + literal(property.key()) + ": " + bytes_of(property.value());
  }
  return text + "}";
}

std::string item_of(Kind kind, const Json& item);

std::string value_of(Kind kind, const Json& value) {
  switch (kind) {
    case Kind::bytes:
      return bytes_of(value);
    case Kind::bytes_list:
      return list_of(value, bytes_of);
    case Kind::bytes_lists:
      return list_of(value, [](const Json& frames) { return list_of(frames, bytes_of); });
    case Kind::value:
    case Kind::context_value:
      // A text that reads as a number must stay a text.
      if (!value.is_object()) return value.dump();
      return value.contains("b64") ? hex_of(from_base64(string_member(value, "b64")).value_or("")) : bytes_of(value);
    case Kind::timeout:
      return value == -1 ? "forever" : value.dump();
    case Kind::option:
      return value.is_string() ? lower_case(value.get<std::string>()) : value.dump();
    case Kind::metadata:
      return metadata_of(value);
    case Kind::items_to_send:
    case Kind::items_to_come:
      return list_of(value, [kind](const Json& item) { return item_of(kind, item); });
    default:
      return json_value(value);
  }
}

std::string option_value(const std::vector<OptionName>& options, const Json& name, const Json& value) {
  if (value.is_number()) return value.dump();
  if (value.is_null()) return "default";
  const OptionName* known = name.is_string() ? find_option(options, name.get<std::string>()) : nullptr;
  const std::string bytes = from_base64(string_member(value, "b64")).value_or(std::string());
  return known != nullptr && known->kind == OptionKind::bytes ? plain_bytes_of(bytes) : hex_of(bytes);
}

std::string mapping_of(const Shape& shape, const Json& arguments, const std::string& extra = {}) {
  std::string text = "{" + extra;
  for (const Key& key : shape.keys) {
    const auto value = arguments.find(key.name);
    if (value == arguments.end()) continue;
    text += (text.size() > 1 ? ", " : "") + key.name + ": " + value_of(key.kind, *value);
  }
  return text + "}";
}

std::string item_of(Kind kind, const Json& item) {
  const std::string name = item.items().begin().key();
  const Json& arguments = item.items().begin().value();
  const Shape& shape = *find_item(kind, name);
  if (shape.form != Form::alone) return "{" + name + ": " + mapping_of(shape, arguments) + "}";
  const Key& key = shape.keys.front();
  return "{" + name + ": " + value_of(key.kind, arguments.at(key.name)) + "}";
}

class Writer {
 public:
  explicit Writer(const Case& cell) : cell_(cell) {}

  std::string write() {
    text_ = "title: " + literal(cell_.title) + "\n";
    if (!cell_.why.empty()) text_ += "why: " + literal(cell_.why) + "\n";
    text_ += "clauses: " + words_of(cell_.clauses) + "\n";
    text_ += "level: " + level_word(cell_.level) + "\n";
    if (!cell_.tags.empty()) text_ += "tags: " + list_of(cell_.tags, literal) + "\n";
    if (!cell_.needs.empty()) text_ += "needs: " + words_of(cell_.needs) + "\n";
    text_ += "matrix: {transport: [" + cell_.transport + "]}\n";
    write_declarations();
    text_ += "steps:\n";
    write_steps(cell_.steps, 1);
    text_ += "expect:\n";
    for (const Expectation& expectation : cell_.expect) write_expectation(expectation);
    if (!cell_.mutants.empty()) text_ += "mutants: " + list_of(cell_.mutants, literal) + "\n";
    return text_;
  }

 private:
  static std::string level_word(Level level) {
    return level == Level::must ? "MUST" : level == Level::should ? "SHOULD" : "INFO";
  }

  void write_declarations() {
    if (!cell_.contexts.empty()) text_ += "contexts:\n";
    for (const auto& [side, options] : cell_.contexts) {
      std::string line;
      for (const auto& option : options.items()) {
        line += (line.empty() ? "" : ", ") + option.key() + ": " +
                option_value(context_options(), option.key(), option.value());
      }
      text_ += "  " + side + ": {" + line + "}\n";
    }
    if (!cell_.sockets.empty()) text_ += "sockets:\n";
    for (const SocketSpec& socket : cell_.sockets)
      text_ += "  " + text_of(socket.name) + ": " + socket_of(socket) + "\n";
    if (!cell_.peers.empty()) text_ += "peers:\n";
    for (const PeerSpec& peer : cell_.peers) {
      const std::string place = (peer.listens ? "bind: " : "connect: ") + text_of(peer.endpoint);
      text_ += "  " + text_of(peer.name) + ": " + mapping_of(peer_shape(), peer.settings, place) + "\n";
    }
    if (!cell_.actors.empty()) text_ += "actors:\n";
    for (const auto& [name, sockets] : cell_.actors) text_ += "  " + text_of(name) + ": " + words_of(sockets) + "\n";
    if (!cell_.messages.empty()) text_ += "messages:\n";
    for (const MessageSpec& message : cell_.messages) write_owned(message.name, message.actor);
    if (!cell_.pipes.empty()) text_ += "pipes:\n";
    for (const PipeSpec& pipe : cell_.pipes) write_owned(pipe.name, pipe.actor);
  }

  void write_owned(const std::string& name, const std::string& actor) {
    text_ += "  " + text_of(name) + ": {actor: " + text_of(actor) + "}\n";
  }

  static std::string socket_of(const SocketSpec& socket) {
    std::string text = "{type: " + socket.type + ", side: " + socket.side;
    if (!socket.context.empty()) text += ", context: " + text_of(socket.context);
    if (!socket.bind.empty()) text += ", bind: " + words_of(socket.bind);
    if (!socket.connect.empty()) text += ", connect: " + words_of(socket.connect);
    if (!socket.via.empty()) text += ", via: " + text_of(socket.via);
    if (!socket.subscribe.empty()) text += ", subscribe: " + list_of(socket.subscribe, plain_bytes_of);
    for (const auto& [name, value] : socket.options) {
      text += ", " + lower_case(name) + ": " + option_value(socket_options(), name, value);
    }
    return text + "}";
  }

  Owner owner_of(const Step& step) const {
    const auto is_named = [&](const auto& spec) { return spec.name == step.target; };
    if (step.target.empty()) return Owner::harness;
    if (find_peer(cell_, step.target) != nullptr) return Owner::peer;
    if (find_link(cell_, step.target) != nullptr) return Owner::link;
    if (std::any_of(cell_.messages.begin(), cell_.messages.end(), is_named)) return Owner::message;
    if (std::any_of(cell_.pipes.begin(), cell_.pipes.end(), is_named)) return Owner::pipe;
    return step.verb == "relay" ? Owner::actor : Owner::socket;
  }

  std::string arguments_of(const Step& step) const {
    const Owner owner = owner_of(step);
    const Json& arguments = step.arguments;
    if (owner == Owner::socket && step.verb == "set") {
      const Json option = arguments.value("option", Json());
      return "{" + value_of(Kind::option, option) + ": " +
             option_value(socket_options(), option, arguments.value("value", Json())) + "}";
    }
    if (step.verb == "until") {
      for (const Shape& shape : evidence()) {
        if (arguments.contains(shape.name)) return mapping_of(shape, arguments);
      }
    }
    for (const Shape* shape : verb_forms(owner, step.verb)) {
      const auto is_there = [&](const Key& key) { return !key.is_required || arguments.contains(key.name); };
      if (!std::all_of(shape->keys.begin(), shape->keys.end(), is_there)) continue;
      if (shape->form != Form::alone) return mapping_of(*shape, arguments);
      return value_of(shape->keys.front().kind, arguments.at(shape->keys.front().name));
    }
    return "{}";
  }

  void write_steps(const std::vector<Step>& steps, std::size_t level) {
    const std::string margin(2 * level, ' ');
    for (const Step& step : steps) {
      const std::string verb = (step.target.empty() ? "" : step.target + ".") + step.verb;
      if (step.verb == "repeat") {
        text_ += margin + "- repeat: " + std::to_string(integer_member(step.arguments, "count", 1)) + "\n";
        text_ += margin + "  steps:\n";
        write_steps(step.steps, level + 2);
        continue;
      }
      const std::string call = verb + ": " + arguments_of(step);
      text_ += margin + "- " + (step.started ? "start: {" + call + "}" : call) + "\n";
      if (!step.name.empty()) text_ += margin + "  as: " + text_of(step.name) + "\n";
    }
  }

  void write_expectation(const Expectation& expectation) {
    const Shape* shape = find_check(expectation.check);
    if (shape == nullptr) return;
    const std::string level = expectation.level == cell_.level ? "" : "level: " + level_word(expectation.level);
    const std::string mapping = mapping_of(*shape, expectation.arguments, level);
    text_ += "  - " + expectation.check + (mapping == "{}" ? "" : ": " + mapping) + "\n";
  }

  const Case& cell_;
  std::string text_;
};

}  // namespace

std::string to_yaml(const Case& cell) { return Writer(cell).write(); }

}  // namespace zassay
