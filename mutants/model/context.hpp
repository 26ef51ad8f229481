#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "mutants/model/event.hpp"
#include "mutants/model/pipe.hpp"
#include "mutants/model/socket.hpp"

namespace zassay::model {

/// The sockets that can talk with each other, and the names by which they find each other. One mutex orders all that
/// happens in a context: there are no threads here but those of the application.
class Context {
 public:
  /// The context behind a handle; null if it is none, or no longer (API-CTX-05: EFAULT).
  static std::shared_ptr<Context> of(void* handle);
  /// A new one; its handle is its address.
  static void* open();

  int terminate();
  void shut_down();
  int set(int option, int value);
  int get(int option, int& value);
  int make(int type, Socket*& socket);
  /// The socket behind a handle; null if it is none, or closed (API-CLOSE-03: ENOTSOCK).
  static Socket* socket_of(void* handle);

  // For sockets; the caller holds the mutex.
  std::mutex& mutex() { return mutex_; }
  bool has_ended() const { return ended_; }
  int bind(const std::string& name, Socket& socket);
  int unbind(const std::string& name, Socket& socket);
  int connect(const std::string& name, const std::string& endpoint, Socket& socket);
  void left_unbound(Pipe& pipe, int linger_ms);
  void closed(Socket& socket);

 private:
  void welcome(std::unique_ptr<Pipe> pipe, Socket& socket);

  /// The end of a connection to a name that nobody has bound yet; it takes what is sent meanwhile (API-INPROC-02).
  struct Unbound {
    std::string name;
    std::unique_ptr<Pipe> pipe;
    Deadline end;  ///< until when it is kept after that socket has closed
  };

  std::mutex mutex_;
  bool ended_ = false;
  Event all_closed_;
  std::map<int, int> options_;
  std::vector<std::unique_ptr<Socket>> sockets_;  ///< the open ones
  std::size_t made_ = 0;                          ///< all that there ever were
  std::map<std::string, Socket*> names_;
  std::list<Unbound> unbound_;
};

}  // namespace zassay::model
