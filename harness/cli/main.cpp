#include <CLI/CLI.hpp>

#include <cstdio>

#include "cli/commands.hpp"
#include "cli/prove_arguments.hpp"
#include "cli/wire_arguments.hpp"
#include "run/command_words.hpp"

namespace {

std::string joined(int count, char** words) {
  std::string line = "zassay";
  for (int i = 1; i < count; ++i) line += " " + zassay::shell_word(words[i]);
  return line;
}

}  // namespace

int main(int count, char** words) {
  CLI::App program{"zassay assays the messaging semantics of ZeroMQ implementations"};
  program.require_subcommand(1);
  program.set_version_flag("--version", "zassay " ZASSAY_VERSION);
  program.failure_message(CLI::FailureMessage::simple);

  zassay::RunArguments arguments;
  CLI::App* run = program.add_subcommand("run", "runs cases and writes the reports");
  zassay::add_run_options(*run, arguments);
  CLI::App* list = program.add_subcommand("list", "lists the cells that run would run");
  zassay::add_run_options(*list, arguments);
  list->add_flag("--coverage", arguments.coverage,
                 "instead: what each clause of the specifications is covered by, and which is by nothing");

  std::string history;
  bool json = false;
  CLI::App* judge = program.add_subcommand("judge", "judges a stored history again");
  judge->add_option("history", history, "a file of out/histories/")->required();
  judge->add_flag("--json", json, "the judgement as JSON");
  CLI::App* doctor = program.add_subcommand("doctor", "says which evidence this machine can give");
  doctor->add_flag("--json", json, "the answers as JSON");
  std::string line;
  CLI::App* adapter = program.add_subcommand("adapter", "checks an adapter against the protocol, message by message");
  adapter->add_option("command", line, "the adapter's command, or libzmq or pyzmq")->required();
  adapter->add_flag("--json", json, "the answers as JSON");

  zassay::ProveArguments proof;
  CLI::App* prove = program.add_subcommand("prove", "shows that each check can fail: runs cases on seeded defects");
  zassay::add_prove_options(*prove, proof);

  zassay::WireArguments wire_arguments;
  CLI::App* wire =
      program.add_subcommand("wire", "runs the cases on the wire against any endpoint, without an adapter");
  zassay::add_wire_options(*wire, wire_arguments);

  try {
    program.parse(count, words);
  } catch (const CLI::CallForHelp& help) {
    return program.exit(help);
  } catch (const CLI::CallForVersion& version) {
    return program.exit(version);
  } catch (const CLI::ParseError& error) {
    program.exit(error);
    return 2;
  }
  if (run->parsed() && !arguments.list) return zassay::run_command(arguments, words[0], joined(count, words));
  if (list->parsed() && arguments.coverage) return zassay::coverage_command(arguments);
  if (run->parsed() || list->parsed()) return zassay::list_command(arguments);
  if (wire->parsed()) return zassay::wire_command(wire_arguments, words[0], joined(count, words));
  if (prove->parsed()) return zassay::prove_command(proof);
  if (judge->parsed()) return zassay::judge_command(history, json);
  if (doctor->parsed()) return zassay::doctor_command(json);
  return zassay::adapter_command(line, json);
}
