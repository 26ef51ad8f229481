#pragma once

#include "mutants/model/socket.hpp"

namespace zassay::model {

/// PAIR: one peer at a time; both send and receive as they like, and the two ways do not wait for each other
/// (EXPAIR-PAIR-01, -03). A second peer is refused while there is one, also one that has left and not been heard to the
/// end (API-SOCKET-15). Without a peer, or where it is full, a send waits (EXPAIR-PAIR-07).
class Pair : public Socket {
 public:
  using Socket::Socket;
  bool accepts() const override;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  bool take(Message& message) override;
  bool readable() override;
  bool writable() override;
  void attached(Pipe& pipe) override;
  void departed(Pipe&) override {}
  void ended(Pipe& pipe) override;

 private:
  Pipe* peer_ = nullptr;
};

}  // namespace zassay::model
