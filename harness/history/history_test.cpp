#include "history/history.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/bytes.hpp"

namespace zassay {
namespace {

namespace fs = std::filesystem;

const std::string header =
    R"({"history":1,"run":7,"case":"c","cell":"c[]","sockets":{"push":{"type":"PUSH","links":["pull"],)"
    R"("options":{"SNDHWM":3}},"pull":{"type":"PULL"},"rep":{"type":"REP","links":["req"]},"req":{"type":"REQ"}},)"
    R"("streams":{"s":1,"t":2},"expect":[{"check":"exact","line":4,"arguments":{"stream":"s"}}]})"
    "\n";

/// The events in this spelling, each with a time of its own; single quotes stand for double ones.
std::string story(const std::vector<std::string>& events) {
  std::string text = header;
  int time = 0;
  for (std::string event : events) {
    for (char& letter : event) letter = letter == '\'' ? '"' : letter;
    text += "{\"t\":" + std::to_string(++time) + "," + event + "}\n";
  }
  return text;
}

std::string invoke(int op, const std::string& call, const std::string& socket, const std::string& more = "") {
  return "'event':'invoke','op':" + std::to_string(op) + ",'call':'" + call + "','socket':'" + socket + "'" + more;
}

std::string frame(std::uint64_t sequence, std::uint16_t stream = 1, std::uint16_t index = 0, std::uint16_t count = 1) {
  Stamp stamp;
  stamp.run = 7;
  stamp.stream = stream;
  stamp.sequence = sequence;
  stamp.frame_index = index;
  stamp.frame_count = count;
  stamp.frame_size = 32;
  return "{'b64':'" + to_base64(stamped_frame(stamp, "")) + "'}";
}

History parsed(const std::vector<std::string>& events) {
  auto history = parse_history(story(events));
  EXPECT_TRUE(history) << history.error().sentence;
  return history ? std::move(*history) : History{};
}

TEST(History, ReadsTheHeader) {
  const History history = parsed({});
  EXPECT_EQ(history.header.run, 7U);
  EXPECT_EQ(history.header.level, "MUST");
  ASSERT_EQ(history.header.sockets.size(), 4U);
  EXPECT_EQ(history.header.sockets[history.socket_index("push")].options.at("SNDHWM"), 3);
  EXPECT_EQ(history.socket_index("nobody"), no_index);
  EXPECT_EQ(history.stream_index("t"), 1U);
  ASSERT_EQ(history.header.expect.size(), 1U);
  EXPECT_EQ(history.header.expect.front().line, 4);
  EXPECT_FALSE(history.end);
  EXPECT_FALSE(history.completed());
}

TEST(History, FollowsAnOperation) {
  const History history =
      parsed({invoke(1, "recv", "pull", ",'name':'r'"), "'event':'began','op':1,'call':'recv','at':2",
              "'event':'returned','op':1,'call':'recv','error':'EINTR','at':3",
              "'event':'returned','op':1,'call':'recv','error':null,'at':4",
              "'event':'complete','op':1,'error':'EAGAIN','result':{'x':1},'from':2,'to':5",
              invoke(2, "recv", "pull", ",'name':'r','arguments':{'flags':['DONTWAIT']}")});
  const RecordedOperation* first = history.operation(1);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->event, 0U);
  EXPECT_EQ(first->began.front().event, 1U);
  ASSERT_EQ(first->returned.size(), 2U);
  EXPECT_EQ(first->returned[0].error, "EINTR");
  EXPECT_EQ(first->returned[1].error, "");
  ASSERT_TRUE(first->reply);
  EXPECT_EQ(first->reply->error, "EAGAIN");
  EXPECT_EQ(first->reply->event, 4U);
  EXPECT_EQ(history.operations_named("r").size(), 2U);
  EXPECT_TRUE(history.operations_named("r").back()->has_flag("DONTWAIT"));
  EXPECT_TRUE(history.operations_named("q").empty());
  EXPECT_EQ(history.operation(3), nullptr);
}

TEST(History, FindsMessagesAndTheirDeliveries) {
  const History history =
      parsed({invoke(1, "send", "push"),
              "'event':'accepted','op':1,'socket':'push','stream':'s','first':5,'count':3,'frames':1,'size':32",
              invoke(2, "recv", "pull"), "'event':'received','op':2,'socket':'pull','frames':[" + frame(6) + "],'at':3",
              "'event':'received','op':2,'socket':'pull','frames':[{'b64':'aGk='}],'at':3"});
  EXPECT_EQ(history.messages.size(), 3U);
  const std::size_t six = history.message_index({history.stream_index("s"), 6});
  ASSERT_NE(six, no_index);
  ASSERT_EQ(history.messages[six].deliveries.size(), 1U);
  const Delivery& delivery = history.deliveries[history.messages[six].deliveries.front()];
  EXPECT_TRUE(delivery.whole && delivery.intact && delivery.identified && !delivery.foreign);
  EXPECT_EQ(delivery.fault, "");
  EXPECT_EQ(history.message_index({history.stream_index("s"), 8}), no_index);
  EXPECT_EQ(history.message_index({no_index, 6}), no_index);
  EXPECT_FALSE(history.deliveries[1].stamped);
  EXPECT_EQ(history.deliveries[1].literal.front().bytes, "hi");
}

TEST(History, JoinsAMessageThatWasBrokenOff) {
  const std::string open = "'event':'open','op':1,'socket':'pull','frames':[" + frame(1, 1, 0, 2) + "]";
  const std::string rest = "'event':'received','op':2,'socket':'pull','frames':[" + frame(1, 1, 1, 2) + "],'at':1";
  const History whole = parsed({invoke(1, "recv", "pull"), open, invoke(2, "recv", "pull"), rest});
  ASSERT_EQ(whole.deliveries.size(), 1U);
  EXPECT_TRUE(whole.deliveries.front().whole);
  EXPECT_TRUE(whole.unfinished.empty());
  const History broken = parsed({invoke(1, "recv", "pull"), open});
  EXPECT_TRUE(broken.deliveries.empty());
  ASSERT_EQ(broken.unfinished.size(), 1U);
  EXPECT_EQ(broken.unfinished.front().stamped_frames, 1U);
}

TEST(History, AnswersGoToTheSenderOfWhatWasReceivedLast) {
  const History history =
      parsed({invoke(1, "send", "req"), "'event':'accepted','op':1,'socket':'req','stream':'s','first':1,'count':1",
              invoke(2, "recv", "rep"), "'event':'received','op':2,'socket':'rep','frames':[" + frame(1) + "],'at':1",
              invoke(3, "send", "rep"), "'event':'accepted','op':3,'socket':'rep','stream':'t','first':1,'count':1"});
  EXPECT_EQ(history.accepted.at(1).to, history.socket_index("req"));
}

TEST(History, NothingCountsBehindTheEndButReleases) {
  const History history =
      parsed({"'event':'end','outcome':'completed','reason':'','line':3", invoke(1, "recv", "pull"),
              "'event':'received','op':1,'socket':'pull','frames':[],'at':1", "'event':'free','message':'m','at':1",
              "'event':'resources','side':'a','before':{'descriptors':1,'threads':1,'children':0},'after':"
              "{'descriptors':1,'threads':1,'children':0}",
              "'event':'end','outcome':'crash','reason':'it died','code':'crash','line':0"});
  EXPECT_TRUE(history.deliveries.empty());
  EXPECT_TRUE(history.operations.empty());
  EXPECT_EQ(history.frees.size(), 1U);
  EXPECT_EQ(history.resources.size(), 1U);
  EXPECT_EQ(history.end->outcome, "crash");
  EXPECT_EQ(history.end->event, 0U);
  EXPECT_TRUE(history.completed()) << "the story itself came to its end";
}

TEST(History, IgnoresATornLastLine) {
  const std::string whole = story({"'event':'step','line':1,'text':'a'"});
  const auto torn = parse_history(whole + R"({"event":"st)");
  ASSERT_TRUE(torn);
  EXPECT_EQ(torn->events, 1U);
  EXPECT_TRUE(parse_history(whole + R"({"event":"no such event","t":9})"));
}

TEST(History, NamesTheLineThatIsWrong) {
  const std::vector<std::pair<std::string, const char*>> wrong = {
      {"'event':'stepp'", "there is no event \"stepp\""},
      {"'event':5", "\"event\" is not a text"},
      {"'event':'complete','op':9,'error':null", "\"op\" was never invoked"},
      {"'event':'complete','op':-1,'error':null", "\"op\" is not a whole number from 0"},
      {"'event':'accepted','op':1,'socket':'nobody','stream':'s','first':1,'count':1", "no socket \"nobody\""},
      {"'event':'accepted','op':1,'socket':'push','stream':'u','first':1,'count':1", "no stream \"u\""},
      {"'event':'accepted','op':1,'socket':'push','stream':'s','first':1,'count':99999999", "is 99999999, above"},
      {"'event':'accepted','op':1,'socket':'push','stream':'s','first':18446744073709551615,'count':2", "above"},
      {"'event':'received','op':1,'socket':'pull','frames':{}", "frames are a list"},
      {"'event':'received','op':1,'socket':'pull','frames':[{'b64':'*'}]", "not base64"},
      {"'event':'received','op':1,'socket':'pull','frames':[{'size':9,'head':'','sha256':'x'}]",
       "told by digest needs"},
      {"'event':'subscription','socket':'pull','topic':'','change':'maybe'", "neither add nor remove"},
      {"'event':'evidence','kind':'full','outcome':'perhaps'", "none of came"},
      {"'event':'invoke','op':1,'call':'send'", "operation 1 is invoked twice"},
      {"'event':'resources','side':'a','before':{},'after':{}", "\"descriptors\" (a whole number) is missing"},
  };
  for (const auto& [event, sentence] : wrong) {
    const auto history = parse_history(story({invoke(1, "send", "push"), event}));
    ASSERT_FALSE(history) << event;
    EXPECT_EQ(history.error().code, "bad-history");
    EXPECT_NE(history.error().sentence.find("line 3"), std::string::npos) << history.error().sentence;
    EXPECT_NE(history.error().sentence.find(sentence), std::string::npos) << history.error().sentence;
  }
}

TEST(History, RefusesWhatIsNoHistory) {
  for (const char* text :
       {"", "{}\n", "[]\n", "nonsense\n", "{\"history\":2}\n", "\n", "{\"history\":1,\"run\":-1}\n"}) {
    const auto history = parse_history(text);
    ASSERT_FALSE(history) << text;
    EXPECT_EQ(history.error().code, "bad-history");
  }
  EXPECT_FALSE(parse_history(header + "{\"event\":\"step\",\"t\":5}\n{\"event\":\"step\",\"t\":4}\n"))
      << "time went back";
  EXPECT_EQ(read_history("/nonexistent").error().code, "unreadable");
}

TEST(History, RefusesAMessageThatWasAcceptedTwice) {
  const std::string accepted = "'event':'accepted','op':1,'socket':'push','stream':'s','first':1,'count':2";
  EXPECT_FALSE(parse_history(story({invoke(1, "send", "push"), accepted, accepted})));
}

/// Whatever bytes of a recorded history are changed, reading ends with a value or an Error.
TEST(History, SurvivesAnyChange) {
  std::mt19937 random(20260101);
  std::size_t read = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIRECTORY) / "harness/check/fixtures")) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    for (int round = 0; round < 20; ++round) {
      std::string changed = text.str();
      for (int change = 0; change < 3; ++change) {
        static constexpr std::string_view alphabet = "0123456789-{}[]\",:etnul\xFF";
        changed[random() % changed.size()] = alphabet[random() % alphabet.size()];
      }
      const auto history = parse_history(changed);
      if (history) ++read;
      EXPECT_TRUE(history || history.error().code == "bad-history");
    }
  }
  EXPECT_GT(read, 0U) << "some changes must leave a readable history, or nothing deep was tried";
}

}  // namespace
}  // namespace zassay
