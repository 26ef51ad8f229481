#include <cstdio>

#include "adapter/validate.hpp"
#include "cli/commands.hpp"
#include "reports/text.hpp"
#include "run/implementation.hpp"

namespace zassay {
namespace {

const char* word_of(ProtocolCheck::Outcome outcome) {
  switch (outcome) {
    case ProtocolCheck::Outcome::ok:
      return "ok";
    case ProtocolCheck::Outcome::failed:
      return "FAILED";
    default:
      return "unsupported";
  }
}

}  // namespace

int adapter_command(const std::string& line, bool json) {
  auto command = command_of_name(line);
  if (!command && command.error().code == "unknown-implementation") command = command_of_line(line);
  if (!command) return complain(command.error().sentence, 2);
  const std::vector<ProtocolCheck> checks = validate_adapter(*command);
  Json list = Json::array();
  std::size_t failed = 0;
  for (const ProtocolCheck& check : checks) {
    failed += check.outcome == ProtocolCheck::Outcome::failed ? 1 : 0;
    if (!json)
      std::printf("%-11s  %s: %s\n", word_of(check.outcome), check.name.c_str(), visible(check.sentence).c_str());
    list.push_back({{"name", check.name}, {"outcome", word_of(check.outcome)}, {"sentence", check.sentence}});
  }
  if (json) {
    std::printf("%s\n", to_line(Json{{"checks", list}, {"failed", failed}}).c_str());
  } else {
    std::printf("%s: %zu of %zu checks failed\n", failed == 0 ? "a valid adapter" : "not a valid adapter", failed,
                checks.size());
  }
  return failed == 0 ? 0 : 1;
}

}  // namespace zassay
