#pragma once

#include <optional>
#include <string>
#include <vector>

#include "history/history.hpp"

namespace zassay {

/// What the value of an expectation's key must be.
enum class ArgumentKind {
  stream,       ///< the name of a stream of the header
  streams,      ///< a list of them
  socket,       ///< the name of a socket of the header
  sockets,      ///< a list of them
  wire,         ///< the name of a peer or link of the header
  word,         ///< a text: the name of an operation or message, a cause, an errno name
  words,        ///< a list of texts
  integer,      ///< a whole number from 0
  flag,         ///< true or false
  value,        ///< a number, a text or bytes
  frames,       ///< a list of bytes
  frame_lists,  ///< a list of lists of bytes
  items,        ///< {name: [event, …]}
};

struct ArgumentRule {
  std::string key;
  ArgumentKind kind = ArgumentKind::word;
  bool required = false;
};

/// What is wrong with the arguments, in one sentence; empty if nothing is. After that the getters below cannot miss.
std::string find_bad_argument(const History& history, const RecordedExpectation& expectation,
                              const std::vector<ArgumentRule>& rules);

/// Typed arguments of an expectation; a key that is not there gives nothing (or empty).
std::size_t stream_argument(const History& history, const RecordedExpectation& expectation, const char* key = "stream");
std::size_t socket_argument(const History& history, const RecordedExpectation& expectation, const char* key = "at");
std::vector<std::size_t> streams_argument(const History& history, const RecordedExpectation& expectation,
                                          const char* key);
std::vector<std::size_t> sockets_argument(const History& history, const RecordedExpectation& expectation,
                                          const char* key);
std::string word_argument(const RecordedExpectation& expectation, const char* key);
std::vector<std::string> words_argument(const RecordedExpectation& expectation, const char* key);
std::optional<std::uint64_t> integer_argument(const RecordedExpectation& expectation, const char* key);
bool flag_argument(const RecordedExpectation& expectation, const char* key);
RecordedFrames frames_argument(const RecordedExpectation& expectation, const char* key);

}  // namespace zassay
