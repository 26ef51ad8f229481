#include <cstdio>

#include "cli/commands.hpp"

namespace zassay {

int list_command(const RunArguments& arguments) {
  const LoadedCases cases = load_cases(arguments);
  if (!cases.errors.empty()) return complain_of(cases, "nothing is listed");
  AdapterPool pool;
  const auto implementations = meet_all(pool, arguments);
  if (!implementations) return complain(implementations.error().sentence, 2);
  const std::vector<PlannedCell> plan = make_plan(cases.files, *implementations, arguments.selection);
  Json cells = Json::array();
  for (const PlannedCell& planned : plan) {
    if (!arguments.json) {
      std::printf("%s\n", planned.name.c_str());
      continue;
    }
    cells.push_back({{"case", planned.spec->name},
                     {"file", planned.spec->file},
                     {"cell", planned.name},
                     {"title", planned.spec->title},
                     {"tags", planned.spec->tags},
                     {"clauses", planned.spec->clauses}});
  }
  if (arguments.json) std::printf("%s\n", to_line(Json{{"cells", cells}}).c_str());
  return plan.empty() ? complain(no_such_cell, 6) : 0;
}

}  // namespace zassay
