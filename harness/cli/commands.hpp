#pragma once

#include <string>

#include "cli/run_arguments.hpp"

namespace zassay {

// The subcommands of the program. Each prints to standard output and error and gives the exit code of
// docs/verdicts.md: 0 as expected, 1 not as expected, 2 usage, 3 harness error, 4, 5, 6.

/// `program` is how this program was called; `command_line` is what the reports show.
int run_command(const RunArguments& arguments, const std::string& program, const std::string& command_line);
int list_command(const RunArguments& arguments);
/// What each clause is covered by; 1 where a clause of messaging semantics is not.
int coverage_command(const RunArguments& arguments);
int judge_command(const std::string& history, bool json);
int doctor_command(bool json);
int adapter_command(const std::string& line, bool json);

inline constexpr const char* no_such_cell = "no cell matches what was asked for; `zassay list` shows what there is";

/// Prints "zassay: SENTENCE" to standard error and gives `code`.
int complain(const std::string& sentence, int code);
/// The errors of the case files, and what follows of them; returns 2.
int complain_of(const LoadedCases& cases, const std::string& consequence);

}  // namespace zassay
