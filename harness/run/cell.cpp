#include "run/cell.hpp"

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/bytes.hpp"
#include "check/judge.hpp"
#include "history/history.hpp"
#include "run/command_words.hpp"
#include "run/story.hpp"
#include "run/watchdog.hpp"

namespace zassay {
namespace {

std::string level_word(Level level) {
  switch (level) {
    case Level::should:
      return "SHOULD";
    case Level::info:
      return "INFO";
    default:
      return "MUST";
  }
}

bool is_plain(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
         std::string_view("=,.@+-").find(letter) != std::string_view::npos;
}

/// Whether other letters than the brackets and blanks that every name has would become "_": then the names of two
/// cells could become one.
bool is_ambiguous(std::string_view name) {
  const std::size_t opening = name.find('[');
  const std::size_t closing = name.rfind(']');
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool blank = name[i] == ' ' && (closing == std::string_view::npos || i > closing);
    if (!is_plain(name[i]) && i != opening && i != closing && !blank) return true;
  }
  return false;
}

/// A cell's name as a file name: letters that shells and file systems dislike become "_".
std::string file_name_of(const PlannedCell& planned) {
  const std::string exact = planned.name.substr(planned.spec->name.size());
  std::string name = exact;
  for (char& letter : name) {
    if (!is_plain(letter)) letter = '_';
  }
  const bool is_long = name.size() > 160;
  if (is_long) name.resize(140);
  if (is_long || is_ambiguous(exact)) name += "-" + sha256_hex(exact).substr(0, 16);
  if (planned.round > 1) name += "#" + std::to_string(planned.round);
  return name + ".jsonl";
}

Json sockets_header(const Case& spec) {
  Json sockets = Json::object();
  for (const SocketSpec& socket : spec.sockets) {
    Json options = Json::object();
    for (const auto& [option, value] : socket.options) options[option] = value;
    Json subscribe = Json::array();
    for (const std::string& topic : socket.subscribe) subscribe.push_back(frame_of(topic));
    sockets[socket.name] = {{"type", socket.type}, {"side", socket.side},    {"actor", socket.actor},
                            {"options", options},  {"subscribe", subscribe}, {"links", Json::array()}};
    if (!socket.context.empty()) sockets[socket.name]["context"] = socket.context;
    if (!socket.via.empty()) sockets[socket.name]["via"] = socket.via;
  }
  for (const SocketSpec& socket : spec.sockets) {
    for (const std::string& target : socket.connect) {
      if (!sockets.contains(target)) continue;
      sockets[socket.name]["links"].push_back(target);
      sockets[target]["links"].push_back(socket.name);
    }
  }
  return sockets;
}

Json peers_header(const Case& spec) {
  Json peers = Json::object();
  for (const PeerSpec& peer : spec.peers) {
    peers[peer.name] = peer.settings;
    peers[peer.name][peer.listens ? "bind" : "connect"] = peer.endpoint;
  }
  return peers;
}

Json links_header(const Case& spec) {
  Json links = Json::object();
  for (const LinkSpec& link : spec.links) links[link.name] = {{"to", link.to}};
  return links;
}

Json header_of(const PlannedCell& planned, const CellOptions& options, std::uint32_t run_number) {
  const Case& spec = *planned.spec;
  Json sides = Json::object();
  for (const auto& [side, implementation] : planned.sides) {
    sides[side] = {{"implementation", implementation->label}, {"capabilities", implementation->hello.capabilities}};
  }
  Json parameters = Json::object();
  for (const auto& [name, value] : spec.parameters) parameters[name] = value;
  Json expect = Json::array();
  for (const Expectation& expectation : spec.expect) {
    expect.push_back({{"check", expectation.check},
                      {"level", level_word(expectation.level)},
                      {"line", expectation.mark.line},
                      {"arguments", expectation.arguments}});
  }
  return {{"history", 1},
          {"run", run_number},
          {"case", spec.name},
          {"cell", planned.name},
          {"title", spec.title},
          {"file", spec.file},
          {"seed", options.seed},
          {"level", level_word(spec.level)},
          {"clauses", spec.clauses},
          {"transport", spec.transport},
          {"parameters", parameters},
          {"sides", sides},
          {"sockets", sockets_header(spec)},
          {"peers", peers_header(spec)},
          {"links", links_header(spec)},
          {"streams", spec.streams},
          {"expect", expect}};
}

Json end_event(const Conclusion& end) {
  Json event{{"event", "end"}, {"outcome", end.outcome}, {"reason", end.reason}, {"line", end.line}};
  if (!end.code.empty()) event["code"] = end.code;
  if (end.op != 0) event["op"] = end.op;
  return event;
}

Judgement error_judgement(const Error& error) {
  Judgement judgement;
  judgement.verdict = Verdict::error;
  judgement.check = error.code;
  judgement.reason = error.sentence;
  return judgement;
}

/// The number in the stamps of this cell: other cells have other ones, and the same seed gives the same.
std::uint32_t run_number_of(const PlannedCell& planned, std::uint64_t seed) {
  return crc32_of(planned.name + "#" + std::to_string(planned.round), static_cast<std::uint32_t>(seed));
}

/// A folder of the cell's own for its ipc sockets, with a short name: a socket's path may have 107 bytes. Empty for
/// another transport.
Result<std::string> make_cell_folder(const Case& spec, const std::string& folder) {
  if (spec.transport != "ipc") return std::string();
  static std::atomic<int> next{0};
  std::string path = folder + "/" + std::to_string(next.fetch_add(1));
  if (::mkdir(path.c_str(), 0700) == 0) return path;
  return failure("no-directory", "cannot make the folder " + path + " for a cell: " + std::strerror(errno));
}

/// The story and its tearing down, into the history. Fails when the history is not whole: it must not be judged as if
/// it were.
Result<void> play(const PlannedCell& planned, AdapterPool& pool, const CellOptions& options, HistoryWriter& history,
                  std::uint32_t run_number, CellResult& result) {
  std::map<std::string, AdapterCommand> commands;
  for (const auto& [side, implementation] : planned.sides) commands[side] = implementation->command;
  const auto folder = make_cell_folder(*planned.spec, options.folder);
  if (!folder) return tl::unexpected(folder.error());
  Session session(*planned.spec, std::move(commands), pool, history, planned.name, *folder,
                  Clock::now() + std::chrono::milliseconds(options.timeout_ms), run_number);
  session.use_endpoint(planned.sides.begin()->second->endpoint);
  for (const auto& [side, implementation] : planned.sides) {
    if (!implementation->wire_defect.empty()) session.wire.seed(implementation->wire_defect);
  }
  Conclusion end;
  const std::string missing = missing_capability(planned);
  if (missing.empty()) {
    end = tell_story(session);
  } else {
    end = {"unsupported", missing, "", 0, 0};
  }
  record_scheduling(session);
  session.record(end_event(end));
  const std::string outcome = end.outcome;
  tear_down(session, end, pool);
  if (end.outcome != outcome) session.record(end_event(end));
  result.code = end.code;
  result.standard_error = session.standard_error;
  if (session.history_error) return tl::unexpected(*session.history_error);
  if (folder->empty()) return {};
  std::error_code problem;
  // Without it ipc does not work, and what was seen says nothing about the implementation.
  if (!std::filesystem::exists(*folder, problem)) {
    return failure("no-directory", "the folder " + *folder + " of this cell was removed while the cell ran");
  }
  std::filesystem::remove_all(*folder, problem);
  return {};
}

}  // namespace

std::string history_path(const PlannedCell& planned) {
  return "histories/" + planned.spec->name + "/" + file_name_of(planned);
}

CellResult run_cell(const PlannedCell& planned, AdapterPool& pool, const CellOptions& options) {
  const Case& spec = *planned.spec;
  const auto began = Clock::now();
  CellResult result;
  result.case_name = spec.name;
  result.file = spec.file;
  result.title = spec.title;
  result.cell = planned.name;
  result.parameters = spec.parameters;
  for (const auto& [side, implementation] : planned.sides) result.sides[side] = implementation->label;
  result.tags = spec.tags;
  result.clauses = spec.clauses;
  result.history = history_path(planned);
  result.repeat_command = options.repeat_command + " --cell " + shell_word(planned.name);

  const std::filesystem::path path = std::filesystem::path(options.out) / result.history;
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  const std::uint32_t run_number = run_number_of(planned, options.seed);
  auto history = HistoryWriter::create(path.string(), header_of(planned, options, run_number));
  if (!history) {
    result.judgement = error_judgement(history.error());
    return result;
  }
  const auto played = play(planned, pool, options, *history, run_number, result);
  const auto recorded = played ? history->finish() : tl::unexpected(played.error());
  result.judgement = recorded ? judge(*recorded) : error_judgement(recorded.error());
  result.wall_ms = std::chrono::duration<double, std::milli>(Clock::now() - began).count();
  return result;
}

}  // namespace zassay
