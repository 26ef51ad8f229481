#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/judge.hpp"

/// Only for tests: changes one event of a good history, and says which checks must notice that.
namespace zassay::test {

/// A history as its lines: the header, then the events.
using Lines = std::vector<Json>;

/// A good history, with what is said of it.
struct Subject {
  std::string name;
  Lines lines;
  History history;
  Judgement judgement;
};

/// Reads and judges a history; nothing if it cannot be read.
std::optional<Subject> subject_of(const std::string& name, const Lines& lines);

/// What a change is about, by name: an expectation that names none of it has no say in it.
struct About {
  std::set<std::string> streams, sockets, operations, messages;
  std::set<std::string> reach;  ///< further streams that a damaged stamp may claim to be of
  std::string part;     ///< of a stream's message: "body", "envelope" or "trail"; "literal": a message without stamps
  std::string told;     ///< the monitor event, or the kind of evidence
  bool certain = true;  ///< false: what changed may be harmless, so that nobody must notice it
};

/// One way to change one event.
struct Mutation {
  /// Whether an expectation with these arguments, touched by the change, must not pass any more.
  using Must = std::function<bool(const Json& arguments, const About& about)>;
  /// Changes the lines at an event (an index into lines, from 1) in a way that the choice picks. False: not possible.
  using Strike = std::function<bool(const Subject&, Lines& lines, std::size_t line, unsigned choice, About& about)>;

  std::string name;
  std::string kind;                         ///< of the events that it strikes; empty: all
  std::map<std::string, Must> noticed_by;   ///< the checks that the change is about
  std::map<std::string, const char*> also;  ///< checks that may fail too, by its nature, each with the reason
  Strike strike;
  bool is_harmless = false;  ///< nobody may notice it
};

const std::vector<Mutation>& mutations_of_arrivals();
const std::vector<Mutation>& mutations_of_frames();
const std::vector<Mutation>& mutations_of_acceptance();
const std::vector<Mutation>& mutations_of_calls();
const std::vector<Mutation>& mutations_of_events();
const std::vector<Mutation>& harmless_mutations();
const std::vector<Mutation>& all_mutations();

/// The history with every expectation besides its own that is simply true of it.
Lines with_what_holds(const Lines& lines);

/// Whether the expectation is about what was changed.
bool touches(const std::string& check, const Json& arguments, const About& about);

/// How often each check failed, or only could not decide any more, because of each mutation.
struct Statistics {
  std::map<std::string, std::uint64_t> strikes;                         ///< by mutation
  std::map<std::string, std::map<std::string, std::uint64_t>> failed;   ///< by check, then mutation
  std::map<std::string, std::map<std::string, std::uint64_t>> decided;  ///< the same: no longer green
};

/// Strikes and judges again. Empty if the right checks noticed it and no other; else what is wrong. Nothing if the
/// mutation cannot strike there.
std::optional<std::string> verify(const Subject& subject, const Mutation& mutation, std::size_t line, unsigned choice,
                                  Statistics& statistics);

/// The lines at which the mutation may strike.
std::vector<std::size_t> places(const Subject& subject, const Mutation& mutation);

}  // namespace zassay::test
