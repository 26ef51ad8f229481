#include "case/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace zassay {
namespace {

namespace fs = std::filesystem;

fs::path absolute_path(const fs::path& path) {
  std::error_code problem;
  const fs::path whole = fs::absolute(path, problem);
  return (problem ? path : whole).lexically_normal();
}

/// The path below the last component called "scenarios", without the extension; empty if there is none.
std::string name_below_scenarios(const fs::path& path) {
  fs::path name;
  bool is_below = false;
  for (const fs::path& part : absolute_path(path)) {
    if (part == "scenarios") {
      name.clear();
      is_below = true;
    } else if (is_below) {
      name /= part;
    }
  }
  return is_below ? name.replace_extension().generic_string() : std::string();
}

std::string case_name(const fs::path& path, const fs::path& folder) {
  std::string name = name_below_scenarios(path);
  if (!name.empty()) return name;
  fs::path below = folder.empty() ? path.filename() : path.lexically_relative(folder);
  return below.replace_extension().generic_string();
}

bool is_case_file(const fs::path& path) {
  std::error_code ignored;
  return path.extension() == ".yaml" && path.filename() != "clauses.yaml" && fs::is_regular_file(path, ignored);
}

}  // namespace

Result<std::string> read_text_file(const std::string& path, std::size_t limit) {
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  std::string text(limit + 1, '\0');
  std::error_code ignored;
  if (!stream || fs::is_directory(path, ignored)) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "it is not a file";
    return failure("unreadable", path + " cannot be read (" + reason + "); name a file that can");
  }
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return failure("unreadable", path + " cannot be read to its end; name a file that can");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

Result<std::vector<CasePlace>> find_cases(const std::string& path) {
  std::vector<CasePlace> places;
  std::error_code problem;
  if (!fs::is_directory(path, problem)) {
    if (!fs::exists(path, problem))
      return failure("unreadable", path + " is neither a file nor a folder; name one that is there");
    places.push_back(CasePlace{path, case_name(path, {})});
    return places;
  }
  fs::recursive_directory_iterator walk(path, fs::directory_options::skip_permission_denied, problem);
  for (; !problem && walk != fs::recursive_directory_iterator(); walk.increment(problem)) {
    if (is_case_file(walk->path())) places.push_back(CasePlace{walk->path().string(), case_name(walk->path(), path)});
  }
  if (problem)
    return failure("unreadable", path + " cannot be listed (" + problem.message() + "); name a folder that can");
  std::sort(places.begin(), places.end(), [](const auto& left, const auto& right) { return left.name < right.name; });
  return places;
}

bool is_same_file(const std::string& left, const std::string& right) {
  std::error_code ignored;
  return left == right || fs::equivalent(left, right, ignored);
}

}  // namespace zassay
