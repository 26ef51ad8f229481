// `zassay wire ENDPOINT`: the cases on the wire, against a socket that listens somewhere, without an adapter.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>

#include "adapter/run_directory.hpp"
#include "case/words.hpp"
#include "cli/commands.hpp"
#include "cli/interrupts.hpp"
#include "cli/material.hpp"
#include "cli/wire_arguments.hpp"
#include "reports/text.hpp"
#include "run/command_words.hpp"
#include "run/endpoint_plan.hpp"

namespace zassay {
namespace {

constexpr std::int64_t probe_limit_ms = 5000;

/// What the endpoint says of itself, asked as a type that it may refuse: some tell their own only to one that fits.
Result<EndpointAnswer> ask(const WireArguments& arguments) {
  std::vector<std::string> types{arguments.as.empty() ? "DEALER" : arguments.as};
  for (const std::string& type : {"DEALER", "SUB", "PUSH", "PULL", "PAIR", "REQ", "PUB"}) types.push_back(type);
  Result<EndpointAnswer> answer = failure("no-answer", "nothing was asked");
  for (const std::string& type : types) {
    answer = probe_endpoint(arguments.endpoint, type, probe_limit_ms);
    const bool may_tell_another = answer && answer->mechanism == "NULL" && answer->type.empty() && answer->is_refused;
    if (!may_tell_another) return answer;
  }
  return answer;
}

Material material_of(const WireArguments& given, const std::string& program, const std::string& command_line) {
  Material material;
  material.program = program;
  material.command_line = command_line;
  material.repeat_command = shell_word(program) + " wire " + shell_word(given.endpoint);
  RunArguments& arguments = material.arguments;
  arguments.scenarios = given.scenarios;
  arguments.out = given.out;
  arguments.timeout_s = given.timeout_s;
  arguments.quiet = given.quiet;
  arguments.explain = given.explain;
  arguments.proof = (std::string(given.scenarios) + "/../mutants/proof.json");
  arguments.seed = static_cast<std::uint64_t>(std::time(nullptr));
  arguments.jobs = given.jobs;
  return material;
}

Implementation implementation_of(const WireArguments& arguments, const EndpointAnswer& answer) {
  Implementation implementation;
  implementation.name = arguments.endpoint;
  implementation.label = arguments.known.empty() ? answer.type + " at " + arguments.endpoint : arguments.known;
  implementation.endpoint = arguments.endpoint;
  return implementation;
}

void tell_undecided(const EndpointPlan& plan) {
  if (plan.undecided.empty()) return;
  std::fprintf(stderr, "not decided, for want of an adapter (docs/adapter-protocol.md):\n");
  for (const auto& [reason, cases] : plan.undecided) {
    std::fprintf(stderr, "  %zu %s: %s\n", cases, cases == 1 ? "case" : "cases", reason.c_str());
  }
}

/// The type that was asked for, if it talks to the endpoint's.
std::string type_to_play(const WireArguments& arguments, const EndpointAnswer& answer) {
  if (words::are_compatible(answer.type, arguments.as)) return arguments.as;
  std::string type = words::counterpart_of(answer.type);
  if (!arguments.as.empty() && !arguments.quiet) {
    std::fprintf(stderr, "--as %s: that does not talk to a %s, so a %s is played\n", arguments.as.c_str(),
                 answer.type.c_str(), type.c_str());
  }
  return type;
}

bool is_chosen(const Case& cell, const WireArguments& arguments) {
  const std::vector<std::string>& filters = arguments.filters;
  if (!arguments.cell.empty() && cell_name(cell) != arguments.cell) return false;
  return filters.empty() || std::any_of(filters.begin(), filters.end(), [&cell](const std::string& glob) {
           return glob_matches(glob, cell_name(cell));
         });
}

}  // namespace

void add_wire_options(CLI::App& command, WireArguments& arguments) {
  command.add_option("endpoint", arguments.endpoint, "where a socket listens: tcp://host:port or ipc:///path")
      ->required();
  command.add_option("--as", arguments.as, "the socket type to play; default: one that fits the endpoint's")
      ->check(CLI::IsMember(words::socket_types()));
  command.add_option("--scenarios", arguments.scenarios, "the folder with clauses.yaml and the cases");
  command.add_option("--filter", arguments.filters, "only cells whose name, or whose case's name, matches a glob");
  command.add_option("--cell", arguments.cell, "only the cell with exactly this name");
  command.add_option("--known", arguments.known,
                     "an implementation whose known deviations are expected, such as libzmq@4.3.4 (expectations/)");
  command.add_option("--out", arguments.out, "the folder for the reports");
  command.add_option("--timeout", arguments.timeout_s, "what a cell may take, in seconds")
      ->check(CLI::Range(1.0, 3600.0));
  command
      .add_option("--jobs", arguments.jobs,
                  "cells at the same time; default: one, if the endpoint is a PAIR, else four")
      ->check(CLI::Range(1, 1024));
  command.add_flag("--quiet", arguments.quiet, "only the end");
  command.add_flag("--explain", arguments.explain, "draws the history of each cell that did not pass");
}

int wire_command(const WireArguments& given, const std::string& program, const std::string& command_line) {
  const std::string transport = transport_of(given.endpoint);
  if (transport.empty()) return complain("the endpoint " + given.endpoint + " is neither tcp:// nor ipc://", 2);
  Material material = material_of(given, program, command_line);
  material.cases = load_cases(material.arguments);
  if (!material.cases.errors.empty()) return complain_of(material.cases, "no case was run");
  const auto answer = ask(given);
  if (!answer) return complain(answer.error().sentence, 2);
  if (answer->type.empty()) {
    return complain("the endpoint speaks ZMTP " + answer->version + " with the mechanism " +
                        visible(answer->mechanism) +
                        " and does not say its socket type: only NULL can be judged without an adapter",
                    6);
  }
  if (words::counterpart_of(answer->type).empty()) {
    return complain("the endpoint is a " + visible(answer->type) + ", for which there are no cases", 6);
  }
  if (!given.quiet) {
    std::fprintf(stderr, "the endpoint says: ZMTP %s, %s, %s\n", answer->version.c_str(), answer->mechanism.c_str(),
                 visible(answer->type).c_str());
  }
  const std::string as = type_to_play(given, *answer);
  EndpointPlan chosen = plan_for_endpoint(material.cases.files, transport, answer->type, as);
  std::erase_if(chosen.cells, [&given](const Case& cell) { return !is_chosen(cell, given); });
  auto known = load_expectation_folder(material.arguments.expectations);
  if (!known) return complain(known.error().sentence, 2);
  material.known = std::move(*known);
  material.implementations.push_back(implementation_of(given, *answer));
  if (material.arguments.jobs == 0) material.arguments.jobs = answer->type == "PAIR" ? 1 : 4;
  std::vector<PlannedCell> plan;
  for (const Case& cell : chosen.cells) {
    PlannedCell planned{&cell, cell_name(cell), {}, 1};
    planned.sides["a"] = &material.implementations.front();
    plan.push_back(std::move(planned));
  }
  if (plan.empty()) return complain(no_such_cell, 6);
  listen_to_interrupts();
  auto directory = RunDirectory::make();
  if (!directory) return complain(directory.error().sentence, 3);
  AdapterPool pool({.remove_directory = directory->path()});
  const int code = carry_out(material, plan, pool, directory->path());
  tell_undecided(chosen);
  return code;
}

}  // namespace zassay
