#include "reports/write_reports.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <system_error>

#include "reports/junit.hpp"
#include "reports/page.hpp"
#include "reports/results_json.hpp"
#include "reports/summary.hpp"
#include "reports/view_model.hpp"

namespace zassay {
namespace {

/// 0, or the errno of what went wrong.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int replace_file(const std::filesystem::path& path, std::string_view text) {
  const std::string temporary = fmt::format("{}.{}.part", path.string(), ::getpid());
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return errno;
  int problem = write_all(descriptor, text);
  if (::close(descriptor) != 0 && problem == 0) problem = errno;
  if (problem == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) problem = errno;
  if (problem != 0) ::unlink(temporary.c_str());
  return problem;
}

}  // namespace

Result<void> write_reports(const RunResult& run, const std::filesystem::path& folder) {
  const std::vector<std::pair<const char*, std::function<std::string()>>> reports{
      {"results.json", [&] { return to_json(run).dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }},
      {"junit.xml", [&] { return junit_of(run); }},
      {"summary.md", [&] { return summary_of(run); }},
      {"index.html", [&] { return page_of(view_model(run)); }},
  };
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  std::string failures;
  for (const auto& [name, make] : reports) {
    const int cause = replace_file(folder / name, make());
    if (cause == 0) continue;
    failures += fmt::format("{}{} ({})", failures.empty() ? "" : ", ", (folder / name).string(),
                            std::generic_category().message(cause));
  }
  if (!failures.empty()) return failure("unwritable", fmt::format("these reports could not be written: {}", failures));
  return {};
}

}  // namespace zassay
