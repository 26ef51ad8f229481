#pragma once

#include <filesystem>

#include "reports/results.hpp"

namespace zassay {

/// Writes results.json, junit.xml, summary.md and index.html into the folder, which is made if needed. Each appears
/// whole or not at all (a temporary file, then a rename). One that fails does not stop the others: the error has the
/// code "unwritable" and one sentence that names every file and cause.
Result<void> write_reports(const RunResult& run, const std::filesystem::path& folder);

}  // namespace zassay
