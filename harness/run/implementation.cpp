#include "run/implementation.hpp"

#include <unistd.h>

#include <filesystem>

#include "run/command_words.hpp"

namespace zassay {
namespace fs = std::filesystem;

std::string program_folder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? "." : program.parent_path().string();
}

namespace {

/// adapters/pyzmq lies in the source tree, which is some levels above the build's bin folder.
fs::path find_upwards(const std::string& relative) {
  for (fs::path folder = program_folder(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (fs::exists(folder / relative)) return folder / relative;
  }
  return {};
}

}  // namespace

Result<AdapterCommand> command_of_name(const std::string& name) {
  if (name == "libzmq") return AdapterCommand{{program_folder() + "/zassay-adapter-libzmq"}, {}};
  if (name == "pyzmq") {
    const fs::path program = find_upwards("adapters/pyzmq/zassay-adapter-pyzmq");
    if (program.empty()) {
      return failure("not-found", "the pyzmq adapter is not in the source tree above " + program_folder() +
                                      "; name its command with --adapter");
    }
    const fs::path python = find_upwards(".venv/bin/python");
    if (python.empty()) return AdapterCommand{{program.string()}, {}};
    return AdapterCommand{{python.string(), program.string()}, {}};
  }
  if (name.find('/') != std::string::npos) return command_of_line(name);
  return failure("unknown-implementation",
                 "no implementation is named '" + name +
                     "': libzmq and pyzmq come with zassay; for another one give "
                     "the command of its adapter with --adapter, or a library with the libzmq C ABI with --lib");
}

Result<AdapterCommand> command_of_library(const std::string& path) {
  std::error_code error;
  const fs::path library = fs::canonical(path, error);
  if (error) return failure("no-library", "cannot open the library " + path + ": " + error.message());
  return AdapterCommand{{program_folder() + "/zassay-adapter-libzmq", "--lib", library.string()}, {}};
}

Result<AdapterCommand> command_of_line(const std::string& line) {
  auto words = split_command(line);
  if (!words) return tl::unexpected(words.error());
  if (words->empty() || words->front().empty()) {
    return failure("usage", "the command of an adapter is empty; name the program that speaks the protocol");
  }
  return AdapterCommand{std::move(*words), {}};
}

namespace {

/// The end of what an adapter wrote to standard error, as a part of a sentence: there is no cell to keep it.
std::string last_words(const std::string& standard_error) {
  constexpr std::size_t limit_bytes = 2'000;
  std::string_view text(standard_error);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  if (text.empty()) return {};
  const bool is_cut = text.size() > limit_bytes;
  if (is_cut) text.remove_prefix(text.size() - limit_bytes);
  return std::string("; its standard error ends with: ") + (is_cut ? "…" : "") + std::string(text);
}

}  // namespace

Result<Implementation> meet(AdapterPool& pool, const std::string& name, const AdapterCommand& command) {
  auto lease = pool.lease(command, name);
  if (!lease) return failure(lease.error().code, lease.error().sentence + last_words(lease.error().standard_error));
  Implementation implementation{name, command, "", (*lease)->hello(), ""};
  implementation.label = implementation.hello.implementation_name + "@" + implementation.hello.implementation_version;
  pool.release(std::move(*lease), true);
  return implementation;
}

}  // namespace zassay
