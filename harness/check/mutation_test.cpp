// How a change of one event is judged: whether the checks that it is about notice it, and only they.

#include "check/mutation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/fixture_files.hpp"

namespace zassay::test {
namespace {

bool names(const std::set<std::string>& concerned, const Json& value) {
  if (value.is_string()) return concerned.contains(value.get<std::string>());
  return std::any_of(value.begin(), value.end(), [&](const Json& item) { return names(concerned, item); });
}

/// The findings about expectations, in their order, and of the implicit checks.
std::vector<const Finding*> findings_of(const Judgement& judgement) {
  std::vector<const Finding*> found;
  for (const Finding& finding : judgement.findings) {
    const bool is_end = finding.subject == "the story";
    if (!is_end) found.push_back(&finding);
  }
  return found;
}

/// What is wrong with how one check took the change; empty if nothing is.
std::string find_wrong(const Mutation& mutation, const About& about, const Json& arguments, const Finding& before,
                       const Finding& after) {
  if (mutation.is_harmless) {
    if (after.outcome == before.outcome) return {};
    return fmt::format("{} says {} of what is harmless ({})", after.check, to_string(after.outcome), after.sentence);
  }
  static const auto allowed = documented_outcomes();
  const auto documented = allowed.find(after.check);
  if (documented == allowed.end() || !documented->second.contains(after.outcome)) {
    return fmt::format("{} says {}, which docs/verdicts.md rules out", after.check, to_string(after.outcome));
  }
  const bool touched = touches(after.check, arguments, about);
  About reached = about;
  reached.streams.insert(about.reach.begin(), about.reach.end());
  const auto must = mutation.noticed_by.find(after.check);
  const bool is_concerned = must != mutation.noticed_by.end();
  if (before.outcome == Outcome::pass && after.outcome == Outcome::pass && touched && about.certain && is_concerned &&
      must->second(arguments, about)) {
    return fmt::format("{} passes all the same ({})", after.check, after.sentence);
  }
  if (after.outcome != Outcome::fail || before.outcome == Outcome::fail) return {};
  if (!is_concerned && !mutation.also.contains(after.check)) {
    return fmt::format("{} fails, which it is not about ({})", after.check, after.sentence);
  }
  if (!touches(after.check, arguments, reached))
    return fmt::format("{} fails for another subject ({})", after.check, after.sentence);
  return {};
}

}  // namespace

std::optional<Subject> subject_of(const std::string& name, const Lines& lines) {
  std::string text;
  for (const Json& line : lines) text += to_line(line) + "\n";
  auto history = parse_history(text);
  if (!history) return std::nullopt;
  Judgement judgement = judge(*history);
  return Subject{name, lines, std::move(*history), std::move(judgement)};
}

bool touches(const std::string& check, const Json& arguments, const About& about) {
  static const std::set<std::string> of_one_operation{"blocks", "returns", "interrupted", "ready", "elapsed"};
  const auto named = [&](const char* key, const std::set<std::string>& concerned) {
    const auto found = arguments.find(key);
    return found == arguments.end() || names(concerned, *found);
  };
  if (of_one_operation.contains(check)) return names(about.operations, arguments.value("op", Json("")));
  if (check == "grows") {
    return names(about.operations, arguments.value("from", Json(""))) ||
           names(about.operations, arguments.value("to", Json("")));
  }
  if (check == "freed") return names(about.messages, arguments.value("message", Json("")));
  if (check == "monitored") return names(about.sockets, arguments.value("socket", Json("")));
  if (check == "released" || check == "ledger" || check == "well_formed") return true;
  return named("stream", about.streams) && named("accepted", about.streams) && named("delivered", about.streams) &&
         named("streams", about.streams) && named("at", about.sockets);
}

const std::vector<Mutation>& all_mutations() {
  static const std::vector<Mutation> all = [] {
    std::vector<Mutation> list;
    for (const auto* part : {&mutations_of_arrivals(), &mutations_of_frames(), &mutations_of_acceptance(),
                             &mutations_of_calls(), &mutations_of_events(), &harmless_mutations()}) {
      list.insert(list.end(), part->begin(), part->end());
    }
    return list;
  }();
  return all;
}

std::vector<std::size_t> places(const Subject& subject, const Mutation& mutation) {
  std::vector<std::size_t> found;
  for (std::size_t line = 1; line < subject.lines.size(); ++line) {
    if (mutation.kind.empty() || string_member(subject.lines[line], "event") == mutation.kind) found.push_back(line);
    // What comes behind the end is tearing down; only these count there.
    if (string_member(subject.lines[line], "event") == "end" && mutation.kind != "free" &&
        mutation.kind != "resources") {
      break;
    }
  }
  return found;
}

std::optional<std::string> verify(const Subject& subject, const Mutation& mutation, std::size_t line, unsigned choice,
                                  Statistics& statistics) {
  Lines changed = subject.lines;
  About about;
  if (!mutation.strike(subject, changed, line, choice, about)) return std::nullopt;
  const auto after = subject_of(subject.name, changed);
  const std::string where = fmt::format("{}: {} at line {} (choice {})", subject.name, mutation.name, line + 1, choice);
  if (!after) return where + ": the changed history cannot be read";
  ++statistics.strikes[mutation.name];
  const auto before = findings_of(subject.judgement);
  const auto now = findings_of(after->judgement);
  if (before.size() != now.size()) return where + ": another number of findings";
  std::string wrong;
  bool seen = false;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto& expect = subject.history.header.expect;
    const std::string problem =
        find_wrong(mutation, about, i < expect.size() ? expect[i].arguments : Json::object(), *before[i], *now[i]);
    if (!problem.empty()) wrong += (wrong.empty() ? where + ": " : "; ") + problem;
    seen = seen || before[i]->outcome != now[i]->outcome;
    if (before[i]->outcome != Outcome::pass || now[i]->outcome == Outcome::pass) continue;
    ++statistics.decided[now[i]->check][mutation.name];
    if (now[i]->outcome == Outcome::fail) ++statistics.failed[now[i]->check][mutation.name];
  }
  // Every expectation that holds is among them: what arrived otherwise than it was sent cannot escape all of them.
  if (!seen && about.certain && mutation.kind == "received" && !mutation.is_harmless) return where + ": nobody notices";
  return wrong;
}

}  // namespace zassay::test
