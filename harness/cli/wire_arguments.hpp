#pragma once

#include <string>

namespace CLI {
class App;
}

namespace zassay {

/// What `wire` is told on the command line.
struct WireArguments {
  std::string endpoint;
  std::string as;  ///< a socket type; empty: one that fits what the endpoint says of itself
  std::string scenarios = "scenarios";
  std::string out = "out";
  std::vector<std::string> filters;
  std::string cell;
  std::string known;  ///< "libzmq@4.3.4": whose known deviations are expected; empty: nobody's
  double timeout_s = 10;
  int jobs = 0;
  bool quiet = false;
  bool explain = false;
};

void add_wire_options(CLI::App& command, WireArguments& arguments);

/// Runs the cases on the wire against an endpoint. Exit codes as `run`; 6 if nothing can be judged there.
int wire_command(const WireArguments& arguments, const std::string& program, const std::string& command_line);

}  // namespace zassay
