#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "adapter/run_directory.hpp"
#include "adapter/test_adapter.hpp"
#include "adapter/thread_state.hpp"
#include "case/clauses.hpp"
#include "case/loader.hpp"
#include "check/judge.hpp"
#include "history/history.hpp"
#include "run/cell.hpp"
#include "run/story.hpp"

namespace zassay::test_cell {

/// The cells of a case file; a test failure if it is none.
inline std::vector<Case> cells_of_text(const std::string& text) {
  static const auto clauses = load_clauses(SOURCE_DIRECTORY "/scenarios/clauses.yaml");
  if (!clauses) {
    ADD_FAILURE() << clauses.error().sentence;
    return {};
  }
  LoadedCase loaded = load_text(text, "case.yaml", "t/case", *clauses);
  if (loaded) return std::move(loaded->cells);
  ADD_FAILURE() << loaded.error().front().sentence() << "\n" << text;
  return {};
}

/// A pipeline over inproc that is opened on line 7; the lines of `steps` and `expect` follow.
inline Case pipeline(const std::vector<std::string>& steps, const std::vector<std::string>& expect = {"at_most_once"}) {
  std::string text =
      "title: What is sent arrives\nclauses: [PIPELINE-PUSH-07]\nsockets:\n  pull: {type: PULL, bind: auto}\n"
      "  push: {type: PUSH, connect: pull}\nsteps:\n  - open: [pull, push]\n";
  for (const std::string& step : steps) text += "  - " + step + "\n";
  text += "expect:\n";
  for (const std::string& line : expect) text += "  - " + line + "\n";
  const std::vector<Case> cells = cells_of_text(text);
  return cells.empty() ? Case{} : cells.front();
}

/// toys/toy.py, to which `behaviour` (Python source) adds what it does otherwise.
inline Implementation toy(const std::string& behaviour = "") {
  Implementation made;
  made.name = "toy";
  made.label = "toy@1";
  made.command = {{python(), "-S", "-E", SOURCE_DIRECTORY "/harness/run/toys/toy.py", behaviour},
                  {"PYTHONDONTWRITEBYTECODE=1"}};
  return made;
}

/// What is left of a cell.
struct Played {
  CellResult result;
  std::vector<Json> events;

  /// "fail step", "crash crash", "pass ".
  std::string verdict() const { return to_string(result.judgement.verdict) + " " + result.judgement.check; }
  std::string reason() const { return result.judgement.reason; }
  std::vector<std::string> of_event(const std::string& kind, const char* member) const {
    std::vector<std::string> texts;
    for (const Json& event : events) {
      if (string_member(event, "event") == kind) texts.push_back(string_member(event, member));
    }
    return texts;
  }
};

/// Runs cells from start to verdict. The limit of a cell is one that only a broken test reaches.
class Bench {
 public:
  Played play(const Case& spec, Implementation implementation) {
    auto met = meet(pool_, implementation.name, implementation.command);
    if (!met) {
      ADD_FAILURE() << met.error().sentence;
      return {};
    }
    PlannedCell planned{&spec, cell_name(spec), {}, 1};
    for (const std::string& side : side_names(spec)) planned.sides[side] = &*met;
    Played played;
    played.result = run_cell(planned, pool_,
                             {.out = directory_.path() + "/out",
                              .folder = directory_.path(),
                              .timeout_ms = 120'000,
                              .repeat_command = "zassay run"});
    const std::string path = directory_.path() + "/out/" + played.result.history;
    // What was judged while the cell ran is what the file tells, whoever judges it again.
    if (const auto read = read_history(path); read && played.result.judgement.verdict != Verdict::error) {
      EXPECT_EQ(to_json(judge(*read)), to_json(played.result.judgement));
    }
    std::ifstream history(path);
    for (std::string line; std::getline(history, line);) {
      if (auto event = parse_json(line)) played.events.push_back(std::move(*event));
    }
    return played;
  }
  Played play(const Case& spec, const std::string& behaviour = "") { return play(spec, toy(behaviour)); }

 private:
  RunDirectory directory_ = *RunDirectory::make();
  AdapterPool pool_{{.remove_directory = directory_.path()}};
};

/// A cell whose story is told step by step: the test decides when its time is over.
class Story {
 public:
  explicit Story(Case spec, const std::string& behaviour = "")
      : spec_(std::move(spec)),
        history_(*HistoryWriter::create(directory_.path() + "/history", Json::object())),
        session_(spec_, commands(toy(behaviour).command), pool_, history_, "t/case", directory_.path(), in_seconds(120),
                 7) {}

  Session& session() { return session_; }
  /// Tells steps [from, to) of the case; a test failure if they do not let the story go on.
  void tell(std::size_t from, std::size_t to) {
    const Ended ended = tell_steps(
        session_, {spec_.steps.begin() + static_cast<long>(from), spec_.steps.begin() + static_cast<long>(to)});
    EXPECT_FALSE(ended) << ended->outcome << ": " << ended->reason;
  }
  /// Tells all steps but the last one, and that one when the adapter has done all it will and the time is over.
  Conclusion last_step_too_late() {
    tell(0, spec_.steps.size() - 1);
    // A request that is written wakes its reader: who sleeps has read everything.
    const pid_t process = session_.side("a").process().process();
    const auto sleeps = [process] {
      const auto state = read_thread_state(process, process);
      return state && is_asleep(*state);
    };
    while (!sleeps() || session_.hear(Clock::now())) {
    }
    session_.extend_deadline(Clock::now());
    return tell_last();
  }
  Conclusion tell_last() { return tell_one(spec_.steps.back()); }
  Conclusion tell_to_the_end() {
    tell(0, spec_.steps.size() - 1);
    return tell_last();
  }
  Conclusion tell_one(const Step& step) {
    const Ended ended = tell_steps(session_, {step});
    return ended.value_or(Conclusion{"completed", "", "", 0, 0});
  }

 private:
  std::map<std::string, AdapterCommand> commands(const AdapterCommand& command) const {
    std::map<std::string, AdapterCommand> all;
    for (const std::string& side : side_names(spec_)) all[side] = command;
    return all;
  }

  Case spec_;
  RunDirectory directory_ = *RunDirectory::make();
  AdapterPool pool_{{.remove_directory = directory_.path()}};
  HistoryWriter history_;
  Session session_;
};

}  // namespace zassay::test_cell
