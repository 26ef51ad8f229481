#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace zassay::libzmq {

/// A JSON string literal; bytes that are not UTF-8 become U+FFFD.
std::string json_text(std::string_view text);

/// The members of a JSON object, written one after the other without building a tree: replies may hold many thousands
/// of messages. Keys are literals of the protocol and need no escaping.
class Fields {
 public:
  Fields& text(std::string_view key, std::string_view value) { return raw(key, json_text(value)); }
  Fields& raw(std::string_view key, std::string_view json);
  Fields& add(const Fields& more);

  template <std::integral Integer>
  Fields& number(std::string_view key, Integer value) {
    return raw(key, std::to_string(value));
  }

  bool empty() const { return members_.empty(); }
  const std::string& members() const { return members_; }
  std::string object() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

/// What a request is answered, without its id.
struct Reply {
  Fields fields;
};

Reply ok(const Fields& fields = {});
/// `name` is the name of an error number; `partial` is what was done before it.
Reply error(std::string_view name, const Fields& partial = {});
Reply unsupported(std::string_view sentence);
Reply bad_request(std::string_view sentence);

}  // namespace zassay::libzmq
