#include "adapter/validate.hpp"

#include "adapter/validate_dialogue.hpp"

namespace zassay {
namespace {

ProtocolCheck not_started(std::string name, const Breakage& breakage) {
  return {std::move(name), ProtocolCheck::Outcome::failed, breakage.code + ": " + breakage.sentence,
          breakage.standard_error};
}

/// Every rule has a process of its own, so that what one of them upsets is not held against the next. An adapter that
/// was once found not to quit is not asked to again: each time it would be waited for, to be told the same.
ProtocolCheck check_rule(const Rule& rule, const AdapterCommand& command, const ValidateOptions& options, bool& quits) {
  auto process = AdapterProcess::start(command, options.start);
  if (!process) return not_started(rule.name, process.error());
  Dialogue dialogue(**process, options.reply_limit_ms);
  rule.story(dialogue);
  const bool judged = !dialogue.going();
  const auto broken = (*process)->end(judged || !quits ? Ending::kill : Ending::polite);
  if (broken && broken->code == "did-not-quit") quits = false;
  if (broken) dialogue.complain(broken->code + ": " + broken->sentence);
  return dialogue.outcome(rule.name, rule.sentence);
}

}  // namespace

std::vector<ProtocolCheck> validate_adapter(const AdapterCommand& command, const ValidateOptions& options) {
  std::vector<ProtocolCheck> checks;
  {
    const auto process = AdapterProcess::start(command, options.start);
    if (!process) return {not_started("hello", process.error())};
    const Hello& hello = (*process)->hello();
    checks.push_back({"hello",
                      ProtocolCheck::Outcome::ok,
                      hello.adapter + " exposes " + hello.implementation_name + "@" + hello.implementation_version,
                      {}});
  }
  bool quits = true;
  for (const auto& rules : {request_rules(), message_rules(), waiting_rules()}) {
    for (const Rule& rule : rules) checks.push_back(check_rule(rule, command, options, quits));
  }
  return checks;
}

}  // namespace zassay
