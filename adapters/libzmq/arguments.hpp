#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/libzmq/reply.hpp"
#include "base/json.hpp"

namespace zassay::libzmq {

/// The arguments of a request, read one by one. The first thing that is wrong is kept and every getter then gives a
/// harmless value, so that an operation reads all that it knows and asks problem() once. Arguments that nobody read are
/// unknown ones: `unsupported`. The object read must outlive this. For one thread.
class Arguments {
 public:
  /// `known` are members that are no arguments ("id", "op").
  Arguments(const Json& object, std::set<std::string, std::less<>> known) : object_(object), read_(std::move(known)) {}

  /// A string without NUL.
  std::string text(const char* key);
  std::optional<std::string> optional_text(const char* key);
  /// One of the texts; the first one if absent.
  std::string choice(const char* key, const std::vector<std::string>& texts);

  std::int64_t integer(const char* key, std::int64_t least, std::int64_t most);
  std::int64_t integer(const char* key, std::int64_t least, std::int64_t most, std::int64_t otherwise);

  /// Any JSON; null (the C++ one) and a problem if absent.
  const Json* any(const char* key);
  const Json* optional(const char* key);

  /// The argument `flags`: DONTWAIT and SNDMORE as the numbers of zmq.h.
  int flags();

  /// Bytes of a frame, or of each frame of an array (docs/adapter-protocol.md, `frame`).
  std::string frame(const char* key);
  std::optional<std::string> optional_frame(const char* key);
  std::vector<std::string> frames(const char* key, bool required);

  /// Keeps a problem found elsewhere, such as an unknown socket.
  void refuse(std::string_view sentence);
  void refuse_unsupported(std::string_view sentence);
  /// Keeps the problem of an object inside this one.
  void adopt(const Reply& problem);

  /// The answer if something is wrong, unread arguments included.
  std::optional<Reply> problem();

 private:
  const Json* find(const char* key);

  const Json& object_;
  std::set<std::string, std::less<>> read_;
  std::optional<Reply> problem_;
};

}  // namespace zassay::libzmq
