#pragma once

#include <map>
#include <string>
#include <vector>

#include "case/error.hpp"

namespace zassay {

enum class Thing { socket, actor, peer, link, message, pipe, stream, operation };

/// "a socket", "an operation", …
std::string to_string(Thing thing);

/// Whether the text is a name: letters, digits, "-", "_"; a letter first; at most 64.
bool is_name(const std::string& text);

/// The one namespace of a case: what each name stands for, where it was given and whether it was used.
class Names {
 public:
  struct Entry {
    Thing thing = Thing::socket;
    Mark mark;
    bool is_used = false;
    bool is_started = false;  ///< an operation inside `start:`
  };

  /// Adds the name; an error if it is none, or taken by another place of the file.
  void declare(const std::string& name, Thing thing, const Mark& mark, CaseErrors& errors, bool is_started = false);

  /// The entry, marked as used; nullptr and an error that lists what there is if the name stands for nothing like it.
  const Entry* use(const std::string& name, Thing thing, const Mark& mark, CaseErrors& errors);

  const Entry* find(const std::string& name) const;
  std::vector<std::string> all_of(Thing thing) const;

  /// An error for each operation, message and pipe that nothing used.
  void report_unused(CaseErrors& errors) const;

 private:
  std::map<std::string, Entry> entries_;
};

}  // namespace zassay
