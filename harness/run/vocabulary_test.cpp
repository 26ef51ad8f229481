// What a case may say, by the tables of harness/case, is what the runner carries out and the checks judge: no more,
// or a case that loads would end as an error of the harness, and no less.
#include <functional>
#include <set>

#include "case/table.hpp"
#include "case/words.hpp"
#include "check/checks.hpp"
#include "run/signal_names.hpp"
#include "run/test_cell.hpp"

namespace zassay {
namespace {

using Names = std::set<std::string>;

Names names_of(const std::vector<Shape>& shapes) {
  const std::vector<std::string> names = shape_names(shapes);
  return {names.begin(), names.end()};
}

TEST(VocabularyTest, TheChecksOfACaseAreThoseThatAreJudged) {
  Names judged;
  for (const CheckEntry& entry : all_checks()) {
    if (!entry.is_implicit) judged.insert(entry.name);
  }
  EXPECT_EQ(names_of(checks()), judged);
}

TEST(VocabularyTest, EachCheckTakesTheKeysThatACaseMayGiveIt) {
  for (const Shape& shape : checks()) {
    const CheckEntry* entry = find_check_entry(shape.name);
    ASSERT_NE(entry, nullptr) << shape.name;
    Names taken;
    Names needed;
    for (const ArgumentRule& rule : entry->arguments) {
      taken.insert(rule.key);
      if (rule.required) needed.insert(rule.key);
    }
    const std::vector<std::string> keys = shape.key_names();
    EXPECT_EQ(Names(keys.begin(), keys.end()), taken) << shape.name;
    // What a check needs the case must give: by the key itself, or as the only one of a choice.
    for (const std::string& key : needed) {
      const bool only_choice = shape.any_of == std::vector<std::string>{key};
      EXPECT_TRUE(shape.find(key)->is_required || only_choice) << shape.name << " " << key;
    }
    if (shape.form == Form::keys) continue;
    EXPECT_EQ(shape.keys.front().name, entry->main_key) << shape.name;
  }
}

/// The cell over tcp of the case in which every verb and every piece of evidence stands.
/// Every verb, piece of evidence and thing of the wire; wire_story_test.cpp tells such stories.
Case every_wire() {
  std::ifstream file(SOURCE_DIRECTORY "/harness/case/testdata/every-wire.yaml");
  std::ostringstream text;
  text << file.rdbuf();
  return test_cell::cells_of_text(text.str()).at(0);
}

Case every_verb() {
  std::ifstream file(SOURCE_DIRECTORY "/harness/case/testdata/every-verb.yaml");
  std::stringstream text;
  text << file.rdbuf();
  for (Case& cell : test_cell::cells_of_text(text.str())) {
    if (cell.transport == "tcp") return std::move(cell);
  }
  ADD_FAILURE() << "no cell over tcp";
  return {};
}

void each_step(const std::vector<Step>& steps, const std::function<void(const Step&)>& visit) {
  for (const Step& step : steps) {
    step.verb == "repeat" ? each_step(step.steps, visit) : visit(step);
  }
}

/// The operation of the adapter protocol that a step comes to first; empty where the runner does it by itself.
std::string first_operation(const Case& spec, const Step& step) {
  const auto is_named = [&step](const auto& declared) { return declared.name == step.target; };
  if (std::any_of(spec.messages.begin(), spec.messages.end(), is_named)) return "message." + step.verb;
  if (std::any_of(spec.pipes.begin(), spec.pipes.end(), is_named)) return "pipe." + step.verb;
  static const std::map<std::string, std::string> others{{"fill", "send"},
                                                         {"subscribe", "set"},
                                                         {"unsubscribe", "set"},
                                                         {"hand_over", "give"},
                                                         {"shutdown", "context.shutdown"},
                                                         {"term", "context.term"},
                                                         {"context_set", "context.set"},
                                                         {"context_get", "context.get"},
                                                         {"null_call", "null.call"}};
  const auto found = others.find(step.verb);
  return found == others.end() ? step.verb : found->second;
}

/// Whether the step asks nothing of an adapter that has accepted nothing and whose operations have all returned.
bool is_over_at_once(const Step& step) {
  return step.verb == "join" || step.verb == "signal" || step.verb == "kill" || step.verb == "memory" ||
         step.arguments.contains("through") || step.arguments.contains("until");
}

/// An adapter that opens contexts and actors, and nothing else.
constexpr const char* unable = R"PY(
def unable(adapter, operation, arguments, bound=Adapter._bound):
    if operation in ('context.open', 'actor.open'): return bound(adapter, operation, arguments)
    raise sound.RefusedError('unsupported', 'not here')
Adapter._bound = unable
)PY";

TEST(VocabularyTest, EveryVerbAndPieceOfEvidenceIsCarriedOut) {
  const Case spec = every_verb();
  test_cell::Story story(spec, unable);
  Names verbs_seen;
  Names evidence_seen;
  Step kill;
  kill.verb = "kill";
  kill.arguments = {{"side", "b"}};
  Step gone;
  gone.verb = "until";
  gone.arguments = {{"gone", "b"}};
  const auto visit = [&](const Step& step) {
    const bool waits_for_good = step.arguments.contains("handled");  // nothing contradicts it
    story.session().extend_deadline(in_seconds(waits_for_good ? 0 : 120));
    const Conclusion end = story.tell_one(step);
    EXPECT_NE(end.code, "unknown-verb") << step.text;
    EXPECT_NE(end.code, "unknown-until") << step.text;
    verbs_seen.insert(step.verb);
    if (step.verb == "until") {
      for (const Shape& shape : evidence()) {
        if (step.arguments.contains(shape.name)) evidence_seen.insert(shape.name);
      }
    } else if (step.started) {
      EXPECT_EQ(story.session().latest(step.name)->call, first_operation(spec, step)) << step.text;
    } else if (!is_over_at_once(step)) {
      EXPECT_EQ(end.reason, first_operation(spec, step) + ": not here") << step.text;
    }
  };
  each_step(spec.steps, visit);
  visit(kill);
  visit(gone);
  verbs_seen.erase("until");  // stands beside the verbs of the table
  const auto note = [&](const Step& step) {
    verbs_seen.insert(step.verb == "until" ? "" : step.verb);
    for (const Shape& shape : evidence()) {
      if (step.verb == "until" && step.arguments.contains(shape.name)) evidence_seen.insert(shape.name);
    }
  };
  each_step(every_wire().steps, note);
  verbs_seen.erase("");
  EXPECT_EQ(verbs_seen, names_of(verbs()));
  EXPECT_EQ(evidence_seen, names_of(evidence()));
}

TEST(VocabularyTest, EverySignalThatACaseMayNameCanBeSent) {
  for (const std::string& name : words::signals()) {
    const auto number = signal_number(name);
    ASSERT_TRUE(number) << name;
    EXPECT_EQ(signal_name(*number), name);
  }
  for (const char* name : {"", "SIG", "USR1", "SIGusr1", "SIGNOTHING", "10"}) EXPECT_FALSE(signal_number(name)) << name;
  EXPECT_EQ(signal_name(4711), "4711");
}

TEST(VocabularyTest, WhatIsInNoTableIsAnErrorOfTheHarness) {
  test_cell::Story story(test_cell::pipeline({}), unable);
  Step step;
  step.verb = "dance";
  EXPECT_EQ(story.tell_one(step).code, "unknown-verb");
  step.target = "push";
  EXPECT_EQ(story.tell_one(step).code, "unknown-verb");
  step.verb = "until";
  step.arguments = {{"dancing", true}};
  EXPECT_EQ(story.tell_one(step).code, "unknown-until");
}

}  // namespace
}  // namespace zassay
