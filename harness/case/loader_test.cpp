#include "case/loader.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "case/files.hpp"
#include "case/table.hpp"
#include "case/test_cases.hpp"

namespace zassay {
namespace {

using namespace test_cases;

/// The first YAML block of the page on the case format.
std::string documented_case() {
  const std::string page = text_of_file(SOURCE_DIRECTORY "/docs/case-format.md");
  const std::size_t start = page.find("```yaml\n") + 8;
  return page.substr(start, page.find("```", start) - start);
}

CaseFile load(const std::string& text) {
  LoadedCase loaded = load_text(text, "case.yaml", "topic/case", catalogue());
  EXPECT_TRUE(loaded.has_value()) << lines_of(loaded.error());
  return loaded ? std::move(*loaded) : CaseFile{};
}

TEST(Loader, NamesOfCellsCanBeTyped) {
  Case cell;
  cell.name = "t/c";
  cell.parameters = {{"topic", std::string("\0\x1b\\é", 5)}, {"n", 7}};
  EXPECT_EQ(cell_name(cell), "t/c[topic=\\x00\\x1b\\\\é,n=7]");
}

TEST(Loader, ReadsTheDocumentedCase) {
  const CaseFile file = load(documented_case());
  ASSERT_EQ(file.cells.size(), 15U);
  EXPECT_EQ(file.sha256.size(), 64U);
  EXPECT_EQ(file.source, documented_case());
  const Case& cell = file.cells[13];
  EXPECT_EQ(cell_name(cell), "topic/case[transport=tcp,hwm=7]");
  EXPECT_EQ(cell.clauses,
            (std::vector<std::string>{"PIPELINE-PUSH-07", "PIPELINE-PUSH-09", "PIPELINE-PUSH-10", "API-SEND-02"}));
  EXPECT_EQ(cell.level, Level::must);
  const SocketSpec* push = find_socket(cell, "push");
  ASSERT_NE(push, nullptr);
  EXPECT_EQ(push->side, "b");
  EXPECT_EQ(push->actor, "push");
  EXPECT_EQ(push->connect, std::vector<std::string>{"pull"});
  const std::vector<std::pair<std::string, Json>> options{{"SNDHWM", 7}, {"SNDBUF", 4096}};
  EXPECT_EQ(push->options, options);
  EXPECT_EQ(cell.streams, (std::map<std::string, int>{{"s", 1}}));
  ASSERT_EQ(cell.steps.size(), 6U);
  EXPECT_EQ(cell.steps[0].arguments, (Json{{"names", {"pull", "push"}}}));
  EXPECT_EQ(cell.steps[1].text, "push.fill");
  EXPECT_EQ(cell.steps[1].arguments, (Json{{"stream", "s"}, {"size", 1024}, {"at_most", 20000}}));
  EXPECT_TRUE(cell.steps[2].started);
  EXPECT_EQ(cell.steps[2].name, "last");
  EXPECT_EQ(cell.steps[2].mark.line, 10);
  EXPECT_EQ(cell.steps[3].text, "until blocked");
  EXPECT_EQ(cell.steps[3].arguments, (Json{{"blocked", "last"}, {"in", "send"}}));
  EXPECT_EQ(cell.steps[4].arguments, (Json{{"until", {{"returned", "last"}}}}));
  EXPECT_EQ(cell.steps[5].arguments, (Json{{"rest", true}}));
  ASSERT_EQ(cell.expect.size(), 4U);
  EXPECT_EQ(cell.expect[0].arguments, (Json{{"stream", "s"}}));
  EXPECT_EQ(cell.expect[1].arguments, Json::object());
  EXPECT_EQ(cell.expect[2].arguments, (Json{{"op", "last"}}));
  EXPECT_EQ(cell.expect[3].arguments, (Json{{"accepted", "s"}, {"at_least", 7}}));
}

TEST(Loader, MakesAllSidesOneOverInproc) {
  const CaseFile file = load(every_verb());
  ASSERT_EQ(file.cells.size(), 20U);  // 3 transports × 2 × 2 × 2 without (ipc, 2)
  const Case& inproc = file.cells.front();
  for (const SocketSpec& socket : inproc.sockets) EXPECT_EQ(socket.side, "a") << socket.name;
  EXPECT_EQ(inproc.contexts, (std::map<std::string, Json>{{"a", {{"BLOCKY", 0}, {"IO_THREADS", 1}}}}));
  const Case& tcp = file.cells.back();
  EXPECT_EQ(find_socket(tcp, "dealer")->side, "b");
  EXPECT_EQ(tcp.contexts, (std::map<std::string, Json>{{"a", {{"IO_THREADS", 2}}}, {"b", {{"BLOCKY", 0}}}}));
  EXPECT_EQ(find_socket(tcp, "out")->actor, "worker");
  EXPECT_EQ(tcp.messages.at(1).actor, "worker");
  EXPECT_EQ(tcp.streams, (std::map<std::string, int>{{"s", 1}, {"back", 2}, {"reply", 3}, {"f", 4}, {"news", 5}}));
}

const Step& step_of(const Case& cell, const std::string& text, std::size_t index = 0) {
  for (const Step& step : cell.steps) {
    if (step.text == text && index-- == 0) return step;
  }
  ADD_FAILURE() << "no step " << text;
  return cell.steps.front();
}

TEST(Loader, NormalisesArguments) {
  const CaseFile file = load(every_verb());
  ASSERT_GE(file.cells.size(), 2U);
  const Case& cell = file.cells.front();
  const Case& other = file.cells[1];
  EXPECT_EQ(step_of(cell, "dealer.send").arguments["lead"], Json::parse(R"([{"b64":""},{"b64":"AA=="}])"));
  EXPECT_EQ(step_of(cell, "dealer.send", 1).arguments["frames"],
            Json::parse(R"([{"b64":"YSBi"},{"b64":"eDEk"},{"size":8192,"generator":"cycle","first":0}])"));
  EXPECT_EQ(step_of(other, "dealer.send", 1).arguments["frames"][0], (Json{{"b64", "AP8="}}));
  EXPECT_EQ(step_of(cell, "dealer.send", 2).arguments["cut"], (Json{0, 2}));
  EXPECT_EQ(step_of(cell, "worker.relay").target, "worker");
  EXPECT_EQ(step_of(cell, "handler", 1).arguments["side"], "a");
  EXPECT_EQ(step_of(cell, "repeat").arguments, (Json{{"count", 2}}));
  EXPECT_EQ(step_of(cell, "repeat").steps.at(0).arguments["timeout"], -1);
  EXPECT_EQ(step_of(cell, "dealer.set").arguments, (Json{{"option", "RCVHWM"}, {"value", 5}}));
  EXPECT_EQ(step_of(cell, "dealer.set", 2).arguments, (Json{{"option", 4711}, {"value", 3}}));
  EXPECT_EQ(step_of(cell, "dealer.set", 3).arguments, (Json{{"option", 4712}, {"value", {{"b64", "Mw=="}}}}));
  EXPECT_EQ(step_of(cell, "context_set", 1).arguments["value"], (Json{{"b64", "Nw=="}}));
  EXPECT_EQ(step_of(cell, "term", 1).arguments, (Json{{"side", "a"}}));
  EXPECT_EQ(step_of(file.cells.back(), "term", 1).arguments, (Json{{"side", "b"}}));
  const SocketSpec& router = cell.sockets.at(0);
  const std::vector<std::pair<std::string, Json>> options{{"ROUTER_MANDATORY", 1}, {"SNDHWM", 20}, {"RCVTIMEO", 2000}};
  EXPECT_EQ(router.options, options);
  EXPECT_EQ(find_socket(cell, "sub")->subscribe,
            (std::vector<std::string>{"", std::string(1, '\0'), "\xFE\xFF" + std::string(1, '\0')}));
  EXPECT_EQ(cell.expect.at(1).level, Level::must);
  EXPECT_EQ(cell.expect.at(2).level, Level::should);
  EXPECT_EQ(cell.why, "The round trip of typed cases starts from here,\nand costs $0.\n");
}

/// The case that the round trip starts from leaves no row of the tables out.
TEST(Loader, EveryRowOfTheTablesIsTried) {
  const CaseFile file = load(every_verb());
  ASSERT_FALSE(file.cells.empty());
  std::set<std::string> seen;
  const auto note = [&](const Step& step) {
    seen.insert(step.verb == "until" ? step.text : step.verb);
    for (const Step& inner : step.steps) seen.insert(inner.verb);
  };
  for (const Step& step : file.cells.back().steps) note(step);
  const CaseFile wire = load(every_wire());
  ASSERT_FALSE(wire.cells.empty());
  std::set<std::string> sent;
  std::set<std::string> awaited;
  for (const Step& step : wire.cells.back().steps) {
    seen.insert(step.verb == "until" ? step.text : step.verb);
    for (const Json& item : step.arguments.value("items", Json::array())) {
      (step.verb == "send" ? sent : awaited).insert(item.items().begin().key());
    }
  }
  for (const Shape& shape : items_to_send()) EXPECT_TRUE(sent.contains(shape.name)) << shape.name;
  for (const Shape& shape : items_to_come()) EXPECT_TRUE(awaited.contains(shape.name)) << shape.name;
  seen.insert("kill");  // neither of these two over inproc
  seen.insert("until gone");
  for (const Shape& shape : verbs()) EXPECT_TRUE(seen.contains(shape.name)) << shape.name;
  for (const Shape& shape : evidence()) EXPECT_TRUE(seen.contains("until " + shape.name)) << shape.name;
  std::set<std::string> checked;
  for (const Expectation& expectation : file.cells.back().expect) checked.insert(expectation.check);
  for (const Expectation& expectation : wire.cells.back().expect) checked.insert(expectation.check);
  for (const Shape& shape : checks()) EXPECT_TRUE(checked.contains(shape.name)) << shape.name;
}

TEST(Loader, ReadsEveryScenario) {
  const CaseSet set = load_folder(SOURCE_DIRECTORY "/scenarios", catalogue());
  EXPECT_EQ(lines_of(set.errors), "");
  EXPECT_GE(set.files.size(), 3U);
  EXPECT_TRUE(
      std::is_sorted(set.files.begin(), set.files.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  EXPECT_TRUE(std::any_of(set.files.begin(), set.files.end(),
                          [](const auto& f) { return f.name == "hwm/push-blocks-and-resumes"; }));
}

TEST(Loader, NamesCasesByTheirPlaceAndKeepsEveryError) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "zassay_loader_test";
  fs::remove_all(folder);
  fs::create_directories(folder / "two");
  fs::create_directories(folder / "scenarios" / "one");
  std::ofstream(folder / "two" / "b.yaml") << small_case();
  std::ofstream(folder / "two" / "broken.yaml") << "title: x\n";
  std::ofstream(folder / "two" / "clauses.yaml") << "no case";
  std::ofstream(folder / "two" / "note.txt") << "no case";
  std::ofstream(folder / "scenarios" / "one" / "a.yaml") << small_case();
  const std::string single = (folder / "scenarios" / "one" / "a.yaml").string();
  const CaseSet set = load_folder({folder.string(), single, (folder / "nowhere").string()}, catalogue());
  ASSERT_EQ(set.files.size(), 2U);
  EXPECT_EQ(set.files[0].name, "one/a");
  EXPECT_EQ(set.files[1].name, "two/b");
  ASSERT_EQ(set.errors.size(), 4U) << lines_of(set.errors);
  EXPECT_EQ(set.errors[0].code, "unreadable");
  EXPECT_EQ(set.errors[1].mark.file, (folder / "two" / "broken.yaml").string());
  const CaseSet twice = load_folder({(folder / "two").string(), (folder / "two" / "b.yaml").string()}, catalogue());
  EXPECT_EQ(twice.files.size(), 1U) << "the same file by two paths is one case";
  fs::remove_all(folder);
}

}  // namespace
}  // namespace zassay
