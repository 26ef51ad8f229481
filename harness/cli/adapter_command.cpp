#include <cstdio>

#include "adapter/validate.hpp"
#include "cli/commands.hpp"
#include "run/implementation.hpp"

namespace zassay {

int adapter_command(const std::string& line, bool json) {
  auto command = command_of_name(line);
  if (!command) command = command_of_line(line);
  if (!command) return complain(command.error().sentence, 2);
  const auto answers = validate_adapter(*command);
  Json list = Json::array();
  int wrong = 0;
  for (const AdapterAnswer& answer : answers) {
    wrong += answer.standing == AdapterAnswer::Standing::wrong ? 1 : 0;
    if (json) list.push_back(to_json(answer));
    else std::printf("%s\n", to_line(answer).c_str());
  }
  if (json) std::printf("%s\n", to_line(Json{{"answers", list}, {"wrong", wrong}}).c_str());
  else std::printf("%s: %d of %zu questions answered wrongly\n", wrong == 0 ? "a valid adapter" : "not a valid adapter", wrong, answers.size());
  return wrong == 0 ? 0 : 1;
}

}  // namespace zassay
