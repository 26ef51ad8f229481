#include "case/names.hpp"

#include <algorithm>

#include "case/suggest.hpp"

namespace zassay {

std::string to_string(Thing thing) {
  switch (thing) {
    case Thing::socket:
      return "a socket";
    case Thing::actor:
      return "an actor";
    case Thing::peer:
      return "a peer";
    case Thing::link:
      return "a link";
    case Thing::message:
      return "a message";
    case Thing::pipe:
      return "a pipe";
    case Thing::stream:
      return "a stream";
    case Thing::operation:
      return "an operation";
  }
  return "a thing";
}

bool is_name(const std::string& text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || text.size() > 64 || !is_letter(text[0])) return false;
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

void Names::declare(const std::string& name, Thing thing, const Mark& mark, CaseErrors& errors, bool is_started) {
  if (!is_name(name)) {
    errors.add(mark, "bad-name", in_quotes(name) + " as a name",
               "letters, digits, '-' and '_', a letter first, at most 64");
    return;
  }
  if (name == "requester" || name == "auto") {
    errors.add(mark, "bad-name", in_quotes(name) + " as a name", "another one: this word has a meaning of its own");
    return;
  }
  const auto [entry, is_new] = entries_.try_emplace(name, Entry{thing, mark, false, is_started});
  const bool is_next_round = entry->second.thing == thing && entry->second.mark == mark;  // of a `for`
  if (is_new || is_next_round) return;
  errors.add(
      mark, "duplicate-name", in_quotes(name) + " a second time",
      "another name: it is " + to_string(entry->second.thing) + " of line " + std::to_string(entry->second.mark.line));
}

const Names::Entry* Names::use(const std::string& name, Thing thing, const Mark& mark, CaseErrors& errors) {
  const auto found = entries_.find(name);
  if (found != entries_.end() && found->second.thing == thing) {
    found->second.is_used = true;
    return &found->second;
  }
  const std::string kind = to_string(thing);
  std::string what = in_quotes(name) + ", which is not the name of " + kind;
  if (found != entries_.end()) what = in_quotes(name) + ", which is " + to_string(found->second.thing);
  const bool is_ordered = thing == Thing::stream || thing == Thing::operation;
  const std::vector<std::string> known = all_of(thing);
  const std::string where = is_ordered ? " named in an earlier step" : " of this case";
  errors.add(mark, "undefined-name", what,
             kind + where + (known.empty() ? "; there is none" : ": " + one_of(name, known)));
  return nullptr;
}

const Names::Entry* Names::find(const std::string& name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second;
}

std::vector<std::string> Names::all_of(Thing thing) const {
  std::vector<std::string> names;
  for (const auto& [name, entry] : entries_) {
    if (entry.thing == thing) names.push_back(name);
  }
  return names;
}

void Names::report_unused(CaseErrors& errors) const {
  for (const auto& [name, entry] : entries_) {
    if (entry.is_used) continue;
    if (entry.thing == Thing::operation) {
      errors.add(entry.mark, "unused-name", "the operation " + in_quotes(name) + " that nothing uses",
                 "a join, an until, a signal or an expectation about it, or no name");
    } else if (entry.thing == Thing::message || entry.thing == Thing::pipe || entry.thing == Thing::peer) {
      errors.add(entry.mark, "unused-name", to_string(entry.thing) + " " + in_quotes(name) + " that no step uses",
                 "a step that uses it, or no declaration");
    }
  }
}

}  // namespace zassay
