#pragma once

#include <zmq.h>

#include <cstring>
#include <new>
#include <string_view>

#include "adapters/libzmq/library.hpp"

namespace zassay::libzmq {

/// A message object for the time of one operation, closed when it goes. Results are error numbers, 0 for success. For
/// one thread.
class LocalMessage {
 public:
  explicit LocalMessage(const Functions& zmq) : zmq_(zmq) { zmq_.zmq_msg_init(&value_); }
  /// Holds a copy of the bytes; std::bad_alloc if the library has no memory.
  LocalMessage(const Functions& zmq, std::string_view bytes) : zmq_(zmq) {
    if (zmq_.zmq_msg_init_size(&value_, bytes.size()) != 0) throw std::bad_alloc();
    if (!bytes.empty()) std::memcpy(zmq_.zmq_msg_data(&value_), bytes.data(), bytes.size());
  }
  LocalMessage(const LocalMessage&) = delete;
  LocalMessage& operator=(const LocalMessage&) = delete;
  ~LocalMessage() { zmq_.zmq_msg_close(&value_); }

  int send(void* socket, int flags) { return result_of(zmq_.zmq_msg_send(&value_, socket, flags)); }
  int receive(void* socket, int flags) { return result_of(zmq_.zmq_msg_recv(&value_, socket, flags)); }
  bool more() const { return zmq_.zmq_msg_more(&value_) != 0; }
  std::string_view bytes() {
    return {static_cast<const char*>(zmq_.zmq_msg_data(&value_)), zmq_.zmq_msg_size(&value_)};
  }

 private:
  int result_of(int status) const { return status >= 0 ? 0 : zmq_.zmq_errno(); }

  const Functions& zmq_;
  zmq_msg_t value_;
};

}  // namespace zassay::libzmq
