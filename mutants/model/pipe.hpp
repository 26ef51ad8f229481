#pragma once

#include <deque>
#include <string>

#include "mutants/model/message.hpp"

namespace zassay::model {

class Socket;

/// One end of a connection between two sockets. Each end holds the queue of what its owner has yet to receive:
/// whole messages, in the order in which they were sent (ZMTP31-MSG-01, -04).
struct Pipe {
  Socket* owner = nullptr;  ///< null: nobody has bound the name yet
  Pipe* peer = nullptr;     ///< null: the other end is closed; what it sent can still be received
  std::deque<Message> queue;
  std::string endpoint;             ///< that the owner connected to; empty where the owner bound
  std::string peer_id;              ///< the routing id that the peer had when the connection was made
  bool awaits_bind = false;         ///< the owner connected to a name that nobody has bound yet
  std::deque<Message> left_behind;  ///< what the peer had not received when it left; only a defect looks at it
};

/// How many messages the pipe may hold on their way to the peer: over inproc the marks of both ends together, and what
/// they are set to now (API-OPT-17, API-OPT-18); that of the sender alone as long as nobody has bound the name. 0: no
/// limit, as where one of them is 0.
int mark_of(const Pipe& pipe);

/// Whether the peer can take one more message. The mark counts messages, whole ones, and not frames.
bool has_room(const Pipe& pipe);

/// Puts a message into the queue of the peer. Whether there is room was asked before its first frame was taken; it
/// cannot have gone since, for nobody else writes to that queue. With CONFLATE at either end only the last message is
/// kept (API-OPT-04).
void write(Pipe& pipe, Message message);

/// Puts a subscription or a cancel of a socket's own into the queue of the peer: no message that a mark or CONFLATE is
/// about.
void tell(Pipe& pipe, Message message);

}  // namespace zassay::model
