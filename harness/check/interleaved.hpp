#pragma once

#include <map>
#include <string>

#include "history/history.hpp"

namespace zassay {

/// Messages that two threads handed to one socket in such a way that the frames of one stand between those of the
/// other: the socket, which knows nothing of threads, makes other messages of them (zmq_socket(3), "Thread safety").
/// By index into History::messages, each with one sentence that says what happened.
std::map<std::size_t, std::string> find_interleaved(const History& history);

}  // namespace zassay
