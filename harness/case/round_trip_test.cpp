#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/bytes.hpp"
#include "case/test_cases.hpp"
#include "case/words.hpp"
#include "case/writer.hpp"

namespace zassay {
namespace {

using namespace test_cases;

Json to_json(const std::vector<Step>& steps) {
  Json list = Json::array();
  for (const Step& step : steps) {
    list.push_back({step.target, step.verb, step.arguments, step.name, step.started, to_json(step.steps)});
  }
  return list;
}

/// All that a typed case says, but for marks and texts.
Json to_json(const Case& cell) {
  Json sockets = Json::array();
  for (const SocketSpec& socket : cell.sockets) {
    Json prefixes = Json::array();
    for (const std::string& prefix : socket.subscribe) prefixes.push_back(to_base64(prefix));
    Json options = Json::array();
    for (const auto& [name, value] : socket.options) options.push_back({name, value});
    sockets.push_back({socket.name, socket.type, socket.side, socket.context, socket.actor, socket.bind, socket.connect,
                       socket.via, prefixes, options});
  }
  Json peers = Json::array();
  for (const PeerSpec& peer : cell.peers) peers.push_back({peer.name, peer.listens, peer.endpoint, peer.settings});
  Json links = Json::array();
  for (const LinkSpec& link : cell.links) links.push_back({link.name, link.to});
  Json owned = Json::array();
  for (const MessageSpec& message : cell.messages) owned.push_back({message.name, message.actor});
  for (const PipeSpec& pipe : cell.pipes) owned.push_back({pipe.name, pipe.actor});
  Json expect = Json::array();
  for (const Expectation& expectation : cell.expect) {
    expect.push_back({expectation.check, static_cast<int>(expectation.level), expectation.arguments});
  }
  return {{"title", cell.title},
          {"why", cell.why},
          {"clauses", cell.clauses},
          {"level", static_cast<int>(cell.level)},
          {"tags", cell.tags},
          {"needs", cell.needs},
          {"transport", cell.transport},
          {"contexts", cell.contexts},
          {"sockets", sockets},
          {"peers", peers},
          {"links", links},
          {"owned", owned},
          {"actors", cell.actors},
          {"streams", cell.streams},
          {"steps", to_json(cell.steps)},
          {"expect", expect},
          {"mutants", cell.mutants}};
}

TEST(RoundTrip, EveryVerbAndEveryScenario) {
  std::vector<Case> cells;
  LoadedCase all = load_text(every_verb(), "case.yaml", "topic/case", catalogue());
  ASSERT_TRUE(all.has_value()) << lines_of(all.error());
  cells = all->cells;
  LoadedCase wire = load_text(every_wire(), "case.yaml", "topic/case", catalogue());
  ASSERT_TRUE(wire.has_value()) << lines_of(wire.error());
  cells.insert(cells.end(), wire->cells.begin(), wire->cells.end());
  for (const CaseFile& file : load_folder(SOURCE_DIRECTORY "/scenarios", catalogue()).files) {
    cells.insert(cells.end(), file.cells.begin(), file.cells.end());
  }
  for (const Case& cell : cells) {
    const std::string text = to_yaml(cell);
    const LoadedCase again = load_text(text, "case.yaml", cell.name, catalogue());
    ASSERT_TRUE(again.has_value()) << lines_of(again.error()) << text;
    ASSERT_EQ(again->cells.size(), 1U);
    EXPECT_EQ(to_json(again->cells[0]), to_json(cell)) << text;
    EXPECT_EQ(to_yaml(again->cells[0]), text);
  }
}

template <typename List>
auto one_of(const List& list) {
  return *rc::gen::elementOf(list);
}

int number(int from, int to) { return *rc::gen::inRange(from, to + 1); }

/// Bytes that try the writer: quotes, dollars, line ends, numbers, words of YAML, and what is not UTF-8.
std::string any_bytes() {
  static const std::vector<std::string> awkward{"",
                                                "$",
                                                "$n",
                                                "null",
                                                "true",
                                                "~",
                                                "12",
                                                "1KiB",
                                                "a: b",
                                                "- x",
                                                "\"'",
                                                "#",
                                                "\\n",
                                                "line\nend",
                                                "\t",
                                                " ",
                                                "ü→",
                                                "\x7F",
                                                std::string(1, '\0'),
                                                "forever",
                                                "auto"};
  if (number(0, 2) == 0) return *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  return one_of(awkward);
}

Json any_frame() {
  if (number(0, 3) == 0) return {{"size", number(0, 1000000)}, {"generator", "cycle"}, {"first", number(0, 255)}};
  return frame_of(any_bytes());
}

/// A text that a title may be: one line, not empty, UTF-8.
std::string any_text() {
  static const std::vector<std::string> texts{"A sentence", "null",      "12", "$n costs \"$5\"",
                                              "a: b # c",   "ü → \\ \t", "'",  "- x"};
  return one_of(texts);
}

Step step(std::string target, std::string verb, Json arguments) {
  Step made;
  made.target = std::move(target);
  made.verb = std::move(verb);
  made.arguments = std::move(arguments);
  return made;
}

Json stamped_arguments(const std::string& stream) {
  Json arguments{{"stream", stream}, {"size", number(200, 5000)}};
  if (number(0, 1) == 0) arguments["frames"] = number(1, 65535);
  if (number(0, 2) == 0) arguments["topic"] = frame_of(any_bytes().substr(0, 100));
  if (number(0, 2) == 0) arguments["to"] = one_of(std::vector<std::string>{"requester", "y"});
  return arguments;
}

Step any_send(const std::string& socket) {
  if (number(0, 1) == 0) {
    Json frames = Json::array({any_frame()});
    while (number(0, 2) != 0) frames.push_back(any_frame());
    return step(socket, "send", {{"frames", frames}});
  }
  Json arguments = stamped_arguments("s");
  if (number(0, 1) == 0) arguments["count"] = number(1, 1'000'000'000);
  if (number(0, 1) == 0) arguments["flags"] = Json::array({one_of(words::flags())});
  if (number(0, 1) == 0) arguments["lead"] = Json::array({any_frame(), any_frame()});
  return step(socket, "send", arguments);
}

Step any_step(int depth) {
  const std::string socket = one_of(std::vector<std::string>{"x", "y"});
  switch (number(0, depth > 0 ? 8 : 7)) {
    case 0:
      return step(socket, "recv",
                  one_of(std::vector<Json>{{{"count", 3}}, {{"rest", true}}, {{"through", {"s", "t"}}}}));
    case 1:
      return step(socket, "set",
                  {{"option", one_of(std::vector<Json>{"ROUTING_ID", "ZAP_DOMAIN", 77})},
                   {"value", frame_of(any_bytes().substr(0, 90))}});
    case 2:
      return step(socket, "set",
                  {{"option", one_of(std::vector<Json>{"SNDHWM", "RCVTIMEO", 78})}, {"value", number(-5, 100000)}});
    case 3:
      return step(socket, one_of(std::vector<std::string>{"subscribe", "unsubscribe"}), {{"prefix", any_frame()}});
    case 4:
      return step("", "poll", {{"items", {{"x", {"IN"}}}}, {"timeout", number(-1, 1000)}});
    case 5:
      return step(
          "", "until",
          one_of(std::vector<Json>{{{"settled", true}}, {{"connected", "x"}, {"count", 2}}, {{"returned", "first"}}}));
    case 8: {
      Step repeat = step("", "repeat", {{"count", number(1, 1000)}});
      do repeat.steps.push_back(any_step(depth - 1));
      while (number(0, 2) != 0);
      return repeat;
    }
    default:
      return any_send(socket);
  }
}

Case any_case() {
  Case cell;
  cell.name = "topic/case";
  cell.title = any_text();
  if (number(0, 1) == 0) cell.why = any_text() + "\n" + any_text();
  cell.clauses = {"API-SEND-02"};
  cell.level = static_cast<Level>(number(0, 2));
  cell.tags = one_of(std::vector<std::vector<std::string>>{{}, {"null", "1.5", "true"}});
  cell.transport = one_of(words::transports());
  cell.streams = {{"s", 1}, {"t", 2}};
  const std::string second_side = cell.transport == "inproc" ? "a" : "b";
  SocketSpec x{"x", one_of(words::socket_types()), "a", "second", "x", {"auto"}, {},
               "",  {any_bytes(), any_bytes()},    {},  {}};
  SocketSpec y{"y",         one_of(words::socket_types()),
               second_side, "",
               "y",         {},
               {"x"},       "",
               {},          {{"ROUTING_ID", frame_of(any_bytes().substr(0, 255))}},
               {}};
  if (number(0, 1) == 0) y.options.emplace_back("SNDHWM", number(-10, 10));
  cell.sockets = {x, y};
  cell.steps = {step("", "open", {{"names", {"x", "y"}}}), step("x", "send", {{"stream", "s"}}),
                step("x", "fill", {{"stream", "t"}, {"at_most", 1}})};
  Step first = step("x", "recv", {{"count", 1}});
  first.started = true;
  first.name = "first";
  cell.steps.push_back(first);
  while (number(0, 8) != 0) cell.steps.push_back(any_step(2));
  cell.expect.push_back({{},
                         "returns",
                         static_cast<Level>(number(0, 2)),
                         {{"op", "first"}, {"value", number(0, 1) == 0 ? any_frame() : Json(number(-9, 9))}}});
  cell.expect.push_back({{}, "received", cell.level, {{"at", "x"}, {"messages", {{any_frame()}, Json::array()}}}});
  return cell;
}

RC_GTEST_PROP(RoundTripProperty, ATypedCaseComesBackAsItWas, ()) {
  const Case cell = any_case();
  const std::string text = to_yaml(cell);
  const LoadedCase again = load_text(text, "case.yaml", cell.name, catalogue());
  RC_LOG(text);
  if (!again) RC_FAIL(lines_of(again.error()));
  RC_ASSERT(again->cells.size() == 1U);
  RC_ASSERT(to_json(again->cells[0]) == to_json(cell));
}

}  // namespace
}  // namespace zassay
