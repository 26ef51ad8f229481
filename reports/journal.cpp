#include "reports/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <system_error>

#include "reports/results_json.hpp"

namespace zassay {

struct Journal::File {
  std::filesystem::path path;
  int descriptor = -1;
  off_t good_bytes = 0;  // the length up to the end of the last whole line
  std::mutex mutex;

  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  tl::unexpected<Error> unwritable(int cause) const {
    return failure("unwritable", fmt::format("cannot write {}: {}; what was written before is kept", path.string(),
                                             std::generic_category().message(cause)));
  }

  Result<void> write_line(std::string line) {
    line += '\n';
    std::size_t done = 0;
    while (done < line.size()) {
      const ssize_t written = ::write(descriptor, line.data() + done, line.size() - done);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) {
        const int cause = written < 0 ? errno : EIO;
        // A full disk takes half a line: cut it off, so that a later line does not go on in it.
        if (done > 0 && ::ftruncate(descriptor, good_bytes) != 0) return unwritable(errno);
        return unwritable(cause);
      }
      done += static_cast<std::size_t>(written);
    }
    good_bytes += static_cast<off_t>(line.size());
    return {};
  }
};

Journal::Journal(std::unique_ptr<File> file) : file_(std::move(file)) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

Result<Journal> Journal::open(const std::filesystem::path& folder, const RunResult& run) {
  auto file = std::make_unique<File>();
  file->path = folder / journal_name;
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) return file->unwritable(problem.value());
  file->descriptor = ::open(file->path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  if (file->descriptor < 0) return file->unwritable(errno);
  if (auto written = file->write_line(to_line({{"journal", 1}, {"run", header_to_json(run)}})); !written) {
    return tl::make_unexpected(written.error());
  }
  return Journal(std::move(file));
}

Result<void> Journal::append(std::size_t index, const CellResult& cell) {
  std::string line = to_line({{"index", index}, {"cell", to_json(cell)}});
  const std::lock_guard lock(file_->mutex);
  return file_->write_line(std::move(line));
}

namespace {

Result<RunResult> header_of(const Json& line) {
  if (integer_member(line, "journal") != 1 || !line.contains("run")) {
    return failure("bad-results", "the first line is not the header of a journal of version 1");
  }
  return header_from_json(line["run"]);
}

Result<void> add_cell(const Json& line, std::map<std::int64_t, CellResult>& cells) {
  const std::int64_t index = integer_member(line, "index", -1);
  if (index < 0 || !line.contains("cell")) return failure("bad-results", "it is not a cell with an index");
  auto cell = cell_result_from_json(line["cell"]);
  if (!cell) return tl::make_unexpected(cell.error());
  cells.insert_or_assign(index, std::move(*cell));
  return {};
}

}  // namespace

Result<RunResult> read_journal(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return failure("unreadable",
                   fmt::format("cannot read {}: {}", path.string(), std::generic_category().message(errno)));
  }
  RunResult run;
  std::map<std::int64_t, CellResult> cells;
  std::string text;
  std::size_t number = 0;
  while (std::getline(file, text)) {
    if (file.eof()) break;  // no line end: the writer was killed within this line
    ++number;
    const auto at_line = [&](const Error& error) {
      return failure("bad-results", fmt::format("{} line {}: {}", path.string(), number, error.sentence));
    };
    const auto line = parse_json(text);
    if (!line) return at_line(line.error());
    if (number == 1) {
      auto header = header_of(*line);
      if (!header) return at_line(header.error());
      run = std::move(*header);
    } else if (auto added = add_cell(*line, cells); !added) {
      return at_line(added.error());
    }
  }
  if (number == 0) return failure("bad-results", fmt::format("{} has no whole line: no run was begun", path.string()));
  run.complete = false;
  for (auto& [index, cell] : cells) run.cells.push_back(std::move(cell));
  return run;
}

}  // namespace zassay
