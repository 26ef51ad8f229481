#include "reports/expectations.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <set>
#include <system_error>

namespace zassay {
namespace {

constexpr std::size_t size_limit = 1 << 20;

std::string place_of(const std::string& path, const YAML::Mark& mark) {
  return fmt::format("{}:{}:{}", path, mark.line + 1, mark.column + 1);
}

tl::unexpected<Error> refused(const std::string& path, const YAML::Mark& mark, const std::string& what) {
  return failure("bad-expectations", fmt::format("{}: {}", place_of(path, mark), what));
}

std::string* member_of(KnownDeviation& entry, const std::string& key) {
  if (key == "cells") return &entry.cells;
  if (key == "versions") return &entry.versions;
  if (key == "check") return &entry.check;
  if (key == "says") return &entry.says;
  if (key == "reason") return &entry.reason;
  if (key == "link") return &entry.link;
  return nullptr;
}

Result<KnownDeviation> read_entry(const std::string& path, const YAML::Node& node) {
  if (!node.IsMap()) return refused(path, node.Mark(), "an entry must be a mapping with cells, check and reason");
  KnownDeviation entry;
  entry.line = node.Mark().line + 1;
  std::set<std::string> seen;
  for (const auto& pair : node) {
    if (!pair.first.IsScalar()) return refused(path, pair.first.Mark(), "a key must be a word");
    const std::string& key = pair.first.Scalar();
    std::string* member = member_of(entry, key);
    if (!member) {
      return refused(path, pair.first.Mark(),
                     fmt::format("unknown key \"{}\"; known are cells, versions, check, says, reason, link", key));
    }
    if (!seen.insert(key).second) return refused(path, pair.first.Mark(), fmt::format("\"{}\" stands twice", key));
    if (!pair.second.IsScalar() && !pair.second.IsNull()) {
      return refused(path, pair.second.Mark(), fmt::format("\"{}\" must be a text", key));
    }
    *member = pair.second.IsNull() ? std::string() : pair.second.Scalar();
    if (key != "versions" || pair.second.IsNull()) continue;
    if (const auto range = is_in_range("0", *member); !range) {
      return refused(path, pair.second.Mark(), range.error().sentence);
    }
  }
  if (entry.cells.empty()) return refused(path, node.Mark(), "the entry names no cells; \"*\" means all");
  if (entry.check.empty()) return refused(path, node.Mark(), "the entry names no check");
  return entry;
}

Result<std::vector<KnownDeviation>> parse(const std::string& path, const std::string& text) {
  try {
    const YAML::Node root = YAML::Load(text);
    std::vector<KnownDeviation> entries;
    if (root.IsNull()) return entries;
    if (!root.IsSequence()) return refused(path, root.Mark(), "the file must be a list of entries");
    for (const YAML::Node& node : root) {
      auto entry = read_entry(path, node);
      if (!entry) return tl::make_unexpected(entry.error());
      entries.push_back(std::move(*entry));
    }
    return entries;
  } catch (const YAML::Exception& problem) {
    return refused(path, problem.mark, problem.msg);
  }
}

}  // namespace

Result<ExpectationFile> load_expectations(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return failure("unreadable",
                   fmt::format("cannot read {}: {}", path.string(), std::generic_category().message(errno)));
  }
  std::string text(size_limit + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > size_limit) {
    return failure("bad-expectations", fmt::format("{}:1:1: the file is above 1 MiB", path.string()));
  }
  auto entries = parse(path.string(), text);
  if (!entries) return tl::make_unexpected(entries.error());
  return ExpectationFile{path.stem().string(), path.string(), std::move(*entries)};
}

Result<std::vector<ExpectationFile>> load_expectation_folder(const std::filesystem::path& folder) {
  std::vector<ExpectationFile> files;
  std::error_code problem;
  if (!std::filesystem::exists(folder, problem)) return files;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    if (entry->path().extension() == ".yaml") paths.push_back(entry->path());
  }
  if (problem) return failure("unreadable", fmt::format("cannot list {}: {}", folder.string(), problem.message()));
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    auto file = load_expectations(path);
    if (!file) return tl::make_unexpected(file.error());
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace zassay
