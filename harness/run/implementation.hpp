#pragma once

#include <string>
#include <vector>

#include "adapter/adapter_pool.hpp"
#include "base/result.hpp"

namespace zassay {

/// Something that cases can run against: how its adapter is started, and what the adapter said it is.
struct Implementation {
  std::string name;  ///< as the user named it: "libzmq", "pyzmq", or a command line
  AdapterCommand command;
  std::string label;  ///< "libzmq@4.3.4", from the hello
  Hello hello;
  std::string endpoint;     ///< where it listens, if it is only reached over the wire: then there is no adapter
  std::string wire_defect;  ///< of mutants/wire, which peers and links make of what its sockets send; empty: none
};

/// What the user may name an implementation: "libzmq" and "pyzmq" come with zassay; `lib` is another library behind the
/// C++ adapter; anything else is a command line, split as split_command does it. A name with a slash is a command, too.
Result<AdapterCommand> command_of_name(const std::string& name);
Result<AdapterCommand> command_of_library(const std::string& path);
Result<AdapterCommand> command_of_line(const std::string& line);

/// Starts the adapter once, reads its hello, and leaves the process in the pool. Errors: the breakage's code
/// ("not-executable", "adapter-failed", "bad-hello", …) and sentence, with the end of its standard error.
Result<Implementation> meet(AdapterPool& pool, const std::string& name, const AdapterCommand& command);

/// The folder of the zassay program; the adapters and the guardian stand beside it.
std::string program_folder();

}  // namespace zassay
