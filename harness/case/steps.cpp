#include <algorithm>

#include "base/bytes.hpp"
#include "case/story.hpp"
#include "case/suggest.hpp"

namespace zassay {
namespace {

constexpr std::int64_t stamp_bytes = 32;
constexpr int deepest_repeat = 3;
constexpr std::int64_t most_rounds = 1000;  // of a `for`, which writes its steps out

class Steps {
 public:
  explicit Steps(CellContext& context) : context_(context), values_(context.values), arguments_(context) {}

  std::vector<Step> read(const Node& list, const char* where) {
    std::vector<Step> steps;
    if (!list.is_list() || list.items.empty()) {
      values_.fail(list, "wrong-kind", describe(list) + " for " + where, "a list of steps");
      return steps;
    }
    for (const Node& item : list.items) {
      if (item.is_map() && item.find("for") != nullptr) {
        read_for(item, steps);
      } else if (std::optional<Step> step = read_step(item)) {
        steps.push_back(std::move(*step));
      }
    }
    return steps;
  }

 private:
  /// The entry that holds the verb, past `as` and `steps`.
  const Node::Entry* verb_entry(const Node& item) {
    if (!item.is_map() || item.entries.empty()) {
      values_.fail(item, "wrong-kind", describe(item) + " as a step",
                   "a mapping with one verb, such as 'x.send: {stream: s}'");
      return nullptr;
    }
    const Node::Entry* verb = nullptr;
    for (const auto& entry : item.entries) {
      const bool has_steps = item.find("repeat") != nullptr || item.find("for") != nullptr;
      if (entry.first.text == "as" || (entry.first.text == "steps" && has_steps)) continue;
      if (verb == nullptr) {
        verb = &entry;
        continue;
      }
      values_.fail(entry.first, "second-verb", in_quotes(entry.first.text) + " beside " + in_quotes(verb->first.text),
                   entry.first.text == "steps" ? "'steps' only beside 'repeat' or 'for'"
                                               : "one verb a step, and 'as' beside it");
      return nullptr;
    }
    if (verb == nullptr) values_.fail(item, "missing-key", "a step without a verb", "one verb, such as 'x.send'");
    return verb;
  }

  std::optional<Step> read_step(const Node& item) {
    const auto* verb = verb_entry(item);
    if (verb == nullptr) return std::nullopt;
    const Node* name = item.find("as");
    const std::string& text = verb->first.text;
    if (text == "start") return read_start(verb->first, verb->second, name);
    std::optional<Step> step;
    if (text == "repeat") {
      step = read_repeat(item, verb->first, verb->second);
    } else if (text == "until") {
      step = read_until(verb->first, verb->second);
    } else {
      step = read_verb(verb->first, verb->second, false);
    }
    if (!step) return std::nullopt;
    step->mark = values_.mark(item);
    if (name != nullptr) name_step(*step, *name);
    return step;
  }

  void name_step(Step& step, const Node& name) {
    const auto& forms = verb_forms(owner_of(step), step.verb);
    const bool is_list = step.arguments.contains("names") && step.arguments["names"].size() > 1;
    if (forms.empty() || !forms.front()->can_be_named || is_list) {
      values_.fail(name, "not-nameable", "'as' beside " + in_quotes(step.text) + (is_list ? " of several" : ""),
                   is_list ? "one socket" : "'as' only beside an operation that an adapter performs");
      return;
    }
    const std::optional<std::string> text = values_.text(name, "a name");
    if (!text) return;
    context_.names.declare(*text, Thing::operation, values_.mark(name), context_.errors, step.started);
    step.name = *text;
  }

  Owner owner_of(const Step& step) const {
    if (step.target.empty()) return Owner::harness;
    const Names::Entry* entry = context_.names.find(step.target);
    if (step.verb == "relay") return Owner::actor;
    return entry == nullptr ? Owner::socket : owner_of(entry->thing);
  }

  static Owner owner_of(Thing thing) {
    switch (thing) {
      case Thing::message:
        return Owner::message;
      case Thing::pipe:
        return Owner::pipe;
      case Thing::peer:
        return Owner::peer;
      case Thing::link:
        return Owner::link;
      default:
        return Owner::socket;
    }
  }

  std::optional<Step> read_start(const Node& key, const Node& value, const Node* name) {
    if (!value.is_map() || value.entries.size() != 1) {
      const bool has_name = value.is_map() && value.find("as") != nullptr;
      values_.fail(value, "wrong-kind", has_name ? "'as' inside 'start'" : describe(value) + " for 'start'",
                   has_name ? "'as' beside 'start'" : "one step: start: {x.send: {…}}");
      return std::nullopt;
    }
    const auto& [verb, arguments] = value.entries.front();
    if (name == nullptr) {
      values_.fail(key, "missing-key", "a 'start' without 'as'",
                   "'as: name' beside it: a started operation must be waited for");
    }
    if (verb.text == "start" || verb.text == "repeat" || verb.text == "until") {
      values_.fail(
          verb, "not-startable", in_quotes(verb.text) + " inside 'start'",
          "a call that may take its time: 'send', 'recv', 'get', 'relay', 'poll', 'proxy', 'term' or a message's");
      return std::nullopt;
    }
    std::optional<Step> step = read_verb(verb, arguments, true);
    if (!step) return std::nullopt;
    step->mark = values_.mark(key);
    step->started = true;
    if (name != nullptr) name_step(*step, *name);
    return step;
  }

  std::optional<Step> read_repeat(const Node& item, const Node& key, const Node& value) {
    Step step;
    step.text = step.verb = "repeat";
    if (const auto count = values_.number(value, Unit::none, 1, 1'000'000)) step.arguments["count"] = *count;
    const Node* steps = item.find("steps");
    if (steps != nullptr && repeat_depth_ >= deepest_repeat) {
      values_.fail(key, "too-deep", "a fourth 'repeat' inside others", "at most three levels");
    } else if (steps != nullptr) {
      ++repeat_depth_;
      step.steps = read(*steps, "'steps'");
      --repeat_depth_;
    } else {
      values_.fail(key, "missing-key", "a 'repeat' without 'steps'", "'steps' beside it");
    }
    return step;
  }

  /// The steps once for each number, which $name stands for: {k: {from: 0, to: 9}}.
  void read_for(const Node& item, std::vector<Step>& steps) {
    static const Shape range{
        .name = "for",
        .about = "",
        .keys = {{"from", Kind::number, "the first number", true}, {"to", Kind::number, "the last number", true}}};
    if (verb_entry(item) == nullptr) return;
    const Node& value = *item.find("for");
    const Node* list = item.find("steps");
    if (list == nullptr || !value.is_map() || value.entries.size() != 1) {
      values_.fail(value, "wrong-kind", "a 'for' that cannot be read",
                   "for: {k: {from: 0, to: 9}} with 'steps' beside it");
      return;
    }
    const Node& name = value.entries.front().first;
    const Node& bounds = value.entries.front().second;
    if (values_.has_parameter(name.text)) {
      values_.fail(name, "duplicate-name", in_quotes(name.text) + ", which is a parameter", "another name");
      return;
    }
    const Json read = arguments_.read(range, bounds, "for");
    const std::int64_t from = integer_member(read, "from");
    const std::int64_t to = integer_member(read, "to", from);
    if (to < from || to - from >= most_rounds) {
      values_.fail(bounds, "out-of-range", std::to_string(to - from + 1) + " rounds",
                   "1 to " + std::to_string(most_rounds));
      return;
    }
    const std::size_t errors_before = context_.errors.size();
    for (std::int64_t number = from; number <= to && context_.errors.size() == errors_before; ++number) {
      values_.with_number(name.text, number, [&] { append_round(*list, name.text, number, steps); });
    }
  }

  void append_round(const Node& list, const std::string& name, std::int64_t number, std::vector<Step>& steps) {
    for (Step& step : this->read(list, "'steps'")) {
      step.text += " (" + name + " = " + std::to_string(number) + ")";
      steps.push_back(std::move(step));
    }
  }

  std::optional<Step> read_until(const Node& key, const Node& value) {
    Step step;
    step.verb = "until";
    const Node* map = values_.map(value, "evidence, such as {returned: op}");
    if (map == nullptr) return std::nullopt;
    for (const auto& entry : map->entries) {
      const Shape* shape = find_evidence(entry.first.text);
      if (shape == nullptr) continue;
      step.text = "until " + shape->name;
      step.arguments = arguments_.read(*shape, value, step.text);
      return step;
    }
    const std::string found = map->entries.empty() ? "" : map->entries.front().first.text;
    values_.fail(map->entries.empty() ? key : map->entries.front().first, "unknown-evidence",
                 found.empty() ? "an 'until' without evidence" : "the unknown evidence " + in_quotes(found),
                 one_of(found, shape_names(evidence())));
    return std::nullopt;
  }

  std::optional<Step> read_verb(const Node& key, const Node& value, bool is_started) {
    const std::size_t dot = key.text.rfind('.');
    if (dot == std::string::npos) return read_harness_verb(key, value, is_started);
    Step step;
    step.text = key.text;
    step.target = key.text.substr(0, dot);
    step.verb = key.text.substr(dot + 1);
    const Names::Entry* entry = context_.names.find(step.target);
    const bool is_known = entry != nullptr && entry->thing != Thing::stream && entry->thing != Thing::operation;
    if (!is_known) {
      context_.names.use(step.target, Thing::socket, values_.mark(key), context_.errors);
      return std::nullopt;
    }
    const Owner owner = owner_of(entry->thing);
    context_.names.use(step.target, entry->thing, values_.mark(key), context_.errors);
    if (step.verb == "relay" && owner == Owner::socket) {
      step.target = context_.actor_of(step.target);
      return read_by_table(std::move(step), Owner::actor, key, value, is_started);
    }
    if (entry->thing == Thing::actor) {
      values_.fail(key, "unknown-verb", "the verb " + in_quotes(step.verb) + " of an actor",
                   "'relay': other verbs belong to sockets");
      return std::nullopt;
    }
    return read_by_table(std::move(step), owner, key, value, is_started);
  }

  std::optional<Step> read_harness_verb(const Node& key, const Node& value, bool is_started) {
    Step step;
    step.text = step.verb = key.text;
    return read_by_table(std::move(step), Owner::harness, key, value, is_started);
  }

  std::optional<Step> read_by_table(Step step, Owner owner, const Node& key, const Node& value, bool is_started) {
    const auto& forms = verb_forms(owner, step.verb);
    if (forms.empty()) {
      std::vector<std::string> known = verb_names(owner);
      if (owner == Owner::harness) known.insert(known.end(), {"start", "until", "repeat", "for"});
      if (owner == Owner::socket) known.push_back("relay");
      values_.fail(key, "unknown-verb", "the unknown verb " + in_quotes(step.verb), one_of(step.verb, known));
      return std::nullopt;
    }
    const Shape& shape = choose(forms, value);
    if (is_started && shape.start == Start::never) {
      values_.fail(
          key, "not-startable", in_quotes(step.verb) + " inside 'start'",
          "a call that may take its time: 'send', 'recv', 'get', 'relay', 'poll', 'proxy', 'term' or a message's");
    } else if (!is_started && shape.start == Start::must) {
      values_.fail(key, "must-start", in_quotes(step.text) + " without 'start'",
                   "start: {" + step.text + ": …} with 'as', for it goes on");
    }
    const bool is_option = owner == Owner::socket && step.verb == "set";
    step.arguments = is_option ? arguments_.read_option_pair(value, step.text)
                               : arguments_.read(shape, value, step.text, is_started);
    if (step.verb == "context_set") read_context_value(step, value);
    if (step.verb == "handler" && !step.arguments.contains("side")) step.arguments["side"] = "a";
    if (step.arguments.contains("stream")) check_frames(step, value);
    return step;
  }

  static const Shape& choose(const std::vector<const Shape*>& forms, const Node& value) {
    for (const Shape* form : forms) {
      const auto is_there = [&](const Key& key) { return !key.is_required || value.find(key.name) != nullptr; };
      if (std::all_of(form->keys.begin(), form->keys.end(), is_there)) return *form;
    }
    return *forms.front();
  }

  void read_context_value(Step& step, const Node& value) {
    const Node* map = values_.resolve(value);
    const Node* node = map != nullptr ? map->find("value") : nullptr;
    if (node == nullptr || !step.arguments.contains("option")) return;
    // By the option's kind: the table alone cannot tell a number from a text.
    step.arguments.erase("value");
    if (auto read = arguments_.option_value(context_options(), step.arguments["option"], *node))
      step.arguments["value"] = *read;
  }

  /// The stamp must fit behind the topic, and a cut into the message.
  void check_frames(const Step& step, const Node& value) {
    const Json topic = step.arguments.value("topic", Json::object());
    const std::int64_t topic_bytes =
        topic.contains("b64") ? static_cast<std::int64_t>(from_base64(string_member(topic, "b64")).value_or("").size())
                              : integer_member(topic, "size");
    const std::int64_t size = integer_member(step.arguments, "size", stamp_bytes);
    if (step.arguments.contains("topic") && size < topic_bytes + stamp_bytes) {
      values_.fail(value, "out-of-range",
                   "frames of " + std::to_string(size) + " bytes with a topic of " + std::to_string(topic_bytes),
                   "'size' of at least " + std::to_string(topic_bytes + stamp_bytes) + ": topic and stamp");
    }
    const std::int64_t frames = integer_member(step.arguments, "frames", 1);
    const Json cut = step.arguments.value("cut", Json::array());
    if (cut.size() == 2 && cut[1].get<std::int64_t>() > frames) {
      values_.fail(value, "out-of-range", "a cut behind the last of " + std::to_string(frames) + " frames",
                   "a cut within 'frames'");
    }
  }

  CellContext& context_;
  Values& values_;
  Arguments arguments_;
  int repeat_depth_ = 0;
};

}  // namespace

void read_steps(const Node& root, CellContext& context) {
  if (const Node* list = root.find("steps")) context.cell.steps = Steps(context).read(*list, "'steps'");
}

}  // namespace zassay
