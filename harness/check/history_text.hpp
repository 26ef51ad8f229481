#pragma once

#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/stamp.hpp"

/// Only for tests: writes the text of a history call by call, as the runner would.
namespace zassay::test {

struct Message {
  std::uint16_t stream = 1;
  std::uint64_t sequence = 1;
  std::uint16_t frames = 1;
  std::uint32_t size = 32;
};

inline constexpr std::uint32_t run_number = 7;

inline std::vector<std::string> frames_of(const Message& message) {
  std::vector<std::string> frames;
  for (std::uint16_t i = 0; i < message.frames; ++i) {
    Stamp stamp;
    stamp.run = run_number;
    stamp.stream = message.stream;
    stamp.frame_index = i;
    stamp.frame_count = message.frames;
    stamp.sequence = message.sequence;
    stamp.frame_size = message.size;
    frames.push_back(stamped_frame(stamp, ""));
  }
  return frames;
}

class HistoryText {
 public:
  explicit HistoryText(const Json& header) : text_(to_line(header) + "\n") {}

  /// Appends an event and gives it its time.
  HistoryText& tell(const char* kind, Json members) {
    members["event"] = kind;
    members["t"] = ++time_;
    text_ += to_line(members) + "\n";
    return *this;
  }

  HistoryText& send(const std::string& socket, const std::string& stream, const Message& first, std::uint64_t count) {
    invoke("send", socket,
           {{"stream", {{"stream", first.stream}, {"first", first.sequence}, {"count", count}, {"size", first.size}}}});
    tell("accepted", {{"op", operations_},
                      {"socket", socket},
                      {"stream", stream},
                      {"first", first.sequence},
                      {"count", count},
                      {"frames", first.frames},
                      {"size", first.size}});
    return complete(nullptr);
  }

  HistoryText& take(const std::string& socket, const std::vector<std::vector<std::string>>& messages) {
    invoke("recv", socket);
    for (const auto& frames : messages) {
      Json list = Json::array();
      for (const std::string& frame : frames) list.push_back(frame_of(frame));
      tell("received", {{"op", operations_}, {"socket", socket}, {"frames", std::move(list)}, {"at", time_}});
    }
    return complete("EAGAIN");
  }

  HistoryText& starved(const std::string& socket) {
    return tell("evidence", {{"kind", "starved"}, {"outcome", "came"}, {"socket", socket}, {"facts", Json::object()}});
  }

  HistoryText& end(const std::string& outcome = "completed", const std::string& reason = "") {
    return tell("end", {{"outcome", outcome}, {"reason", reason}, {"line", 4}});
  }

  const std::string& text() const { return text_; }

 private:
  void invoke(const char* call, const std::string& socket, Json arguments = Json::object()) {
    tell("invoke", {{"op", ++operations_}, {"call", call}, {"socket", socket}, {"arguments", std::move(arguments)}});
  }
  HistoryText& complete(const Json& error) {
    return tell("complete", {{"op", operations_}, {"error", error}, {"result", Json::object()}});
  }

  std::string text_;
  std::int64_t time_ = 0;
  std::uint64_t operations_ = 0;
};

/// A header with these sockets and streams.
inline Json header_of(Json sockets, Json streams, Json expect = Json::array()) {
  return {{"history", 1},
          {"run", run_number},
          {"case", "test"},
          {"cell", "test[]"},
          {"level", "MUST"},
          {"transport", "tcp"},
          {"sockets", std::move(sockets)},
          {"streams", std::move(streams)},
          {"expect", std::move(expect)}};
}

inline Json socket_of(const char* type, Json links) { return {{"type", type}, {"links", std::move(links)}}; }

}  // namespace zassay::test
